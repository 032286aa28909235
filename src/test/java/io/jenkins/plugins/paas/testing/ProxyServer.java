package io.jenkins.plugins.paas.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP proxy on loopback that brings nobody anywhere: it answers {@code {}} itself, and refuses to open tunnels. */
public final class ProxyServer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> asked = new CopyOnWriteArrayList<>();

    public ProxyServer() throws IOException {
        Thread thread = new Thread(this::accept, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    /** Its address, as environment variables have it. */
    public String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    /** The first lines of all requests. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    private void accept() {
        try {
            while (true) {
                try (Socket client = socket.accept()) {
                    BufferedReader in = new BufferedReader(
                            new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
                    String request = in.readLine();
                    asked.add(String.valueOf(request));
                    for (String line = request; line != null && !line.isEmpty(); ) {
                        line = in.readLine();
                    }
                    boolean tunnel = String.valueOf(request).startsWith("CONNECT");
                    String answer = (tunnel ? "HTTP/1.1 403 Forbidden" : "HTTP/1.1 200 OK")
                            + "\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";
                    client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

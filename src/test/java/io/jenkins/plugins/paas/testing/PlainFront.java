package io.jenkins.plugins.paas.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

/** Stands before the JDK's server, which waits for more when it is spoken to by TLS: hangs up at once, as others do. */
final class PlainFront implements AutoCloseable {
    private static final int TLS_HANDSHAKE = 0x16;

    private final ServerSocket socket;
    private final int target;
    private final ExecutorService threads;

    PlainFront(int target, ExecutorService threads) throws IOException {
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.target = target;
        this.threads = threads;
        threads.execute(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                threads.execute(() -> serve(client));
            }
        } catch (IOException | RejectedExecutionException e) {
            // Closed: the test is over.
        }
    }

    private void serve(Socket client) {
        try (client) {
            PushbackInputStream in = new PushbackInputStream(client.getInputStream());
            int first = in.read();
            if (first < 0 || first == TLS_HANDSHAKE) {
                return;
            }
            in.unread(first);
            try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
                threads.execute(() -> pipe(in, server));
                OutputStream out = client.getOutputStream();
                server.getInputStream().transferTo(out);
            }
        } catch (IOException e) {
            // Either side hung up.
        }
    }

    private static void pipe(InputStream in, Socket server) {
        try {
            in.transferTo(server.getOutputStream());
            server.shutdownOutput();
        } catch (IOException e) {
            // Either side hung up.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Passes HTTP/1.1 requests on to a local port and writes one JSON line for each: method, path, agent, bytes of head and body.
 *
 * <p>{@code java CountingProxy.java PORT LOG [--hide-manifests-from AGENT]}; prints the port that it listens on. With the
 * option, whoever says to be AGENT is told that no manifest exists: a tag that vanished between our look at the registry and
 * the node's.
 */
final class CountingProxy {
    private static final String GONE = "{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\",\"message\":\"manifest unknown\"}]}";

    private final int port;
    private final PrintStream log;
    private final String blinded;

    private CountingProxy(int port, PrintStream log, String blinded) {
        this.port = port;
        this.log = log;
        this.blinded = blinded;
    }

    public static void main(String... args) throws IOException {
        String blinded = args.length == 4 && args[2].equals("--hide-manifests-from") ? args[3] : "";
        CountingProxy proxy = new CountingProxy(
                Integer.parseInt(args[0]), new PrintStream(new FileOutputStream(args[1], true), true, StandardCharsets.UTF_8), blinded);
        try (ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            System.out.println(door.getLocalPort());
            while (true) {
                Socket client = door.accept();
                daemon(() -> proxy.serve(client));
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            daemon(() -> answer(server, client));
            InputStream in = new BufferedInputStream(client.getInputStream(), 1 << 16);
            // Some try TLS first and would wait for ever for an answer to it.
            in.mark(1);
            if (!Character.isLetter(in.read())) {
                return;
            }
            in.reset();
            while (pass(in, server.getOutputStream(), client)) {
                // one request after the other, as long as the connection stays
            }
        } catch (IOException closed) {
            // Either side may go at any time; the other then sees it too.
        }
    }

    /** Passes one request on; false when there is none left. */
    private boolean pass(InputStream in, OutputStream out, Socket client) throws IOException {
        List<String> head = new ArrayList<>();
        int headBytes = readHead(in, head);
        if (head.isEmpty()) {
            return false;
        }
        String[] request = head.get(0).split(" ");
        String agent = value(head, "user-agent");
        if (!blinded.isEmpty() && agent.startsWith(blinded) && request[1].contains("/manifests/")) {
            refuse(client, request[0].equals("HEAD"));
            report(request, agent, headBytes, 0);
            return true;
        }
        // Offers to change to HTTP/2 in the middle would end our reading along.
        boolean offer = value(head, "upgrade").equals("h2c");
        StringBuilder text = new StringBuilder();
        for (String line : head) {
            String name = line.toLowerCase(Locale.ROOT);
            if (!offer || !name.startsWith("upgrade:") && !name.startsWith("http2-settings:") && !name.startsWith("connection:")) {
                text.append(line).append("\r\n");
            }
        }
        out.write(text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        long body = value(head, "transfer-encoding").equals("chunked")
                ? passChunks(in, out)
                : passBytes(in, out, length(value(head, "content-length")));
        out.flush();
        report(request, agent, headBytes, body);
        return true;
    }

    private static void refuse(Socket client, boolean headOnly) throws IOException {
        String answer = "HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nContent-Length: " + GONE.length() + "\r\n\r\n"
                + (headOnly ? "" : GONE);
        client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
    }

    private synchronized void report(String[] request, String agent, long head, long body) {
        log.printf(
                "{\"method\":\"%s\",\"path\":\"%s\",\"agent\":\"%s\",\"head\":%d,\"body\":%d}%n",
                request[0], safe(request[1]), safe(agent), head, body);
        log.flush();
    }

    private static String safe(String text) {
        return text.replaceAll("[\"\\\\\\p{Cntrl}]", "?");
    }

    /** Reads up to the empty line; returns the bytes read. */
    private static int readHead(InputStream in, List<String> lines) throws IOException {
        int bytes = 0;
        while (true) {
            String line = readLine(in);
            bytes += line.length() + 2;
            if (line.isEmpty()) {
                return bytes;
            }
            lines.add(line);
        }
    }

    /** A line without its end; empty at the end of the stream as well. */
    private static String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        int last = line.length() - 1;
        return last >= 0 && line.charAt(last) == '\r' ? line.substring(0, last) : line.toString();
    }

    /** The value of a header, in lower case where it matters to nobody; empty when it is missing. */
    private static String value(List<String> head, String name) {
        for (String line : head.subList(1, head.size())) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).equalsIgnoreCase(name)) {
                return line.substring(colon + 1).strip().toLowerCase(Locale.ROOT);
            }
        }
        return "";
    }

    private static long length(String text) {
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    private static long passBytes(InputStream in, OutputStream out, long count) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long left = count;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                throw new EOFException();
            }
            out.write(buffer, 0, read);
            left -= read;
        }
        return count;
    }

    /** Passes a body in chunks; returns its bytes without the chunks' own lines. */
    private static long passChunks(InputStream in, OutputStream out) throws IOException {
        long total = 0;
        while (true) {
            String size = readLine(in);
            out.write((size + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            long bytes = Long.parseLong(size.split(";")[0].strip(), 16);
            total += passBytes(in, out, bytes);
            if (bytes == 0) {
                List<String> trailer = new ArrayList<>();
                readHead(in, trailer);
                for (String line : trailer) {
                    out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
                }
                out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
                return total;
            }
            readLine(in);
            out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
    }

    private static void answer(Socket server, Socket client) {
        try (server;
                client) {
            server.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException closed) {
            // Either side may go at any time; the other then sees it too.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }
}

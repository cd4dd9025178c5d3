package io.proconsul.app.dist;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Many requests at once to an agent that is being trained, so that the JVM's memory of it tells
 * what is hot: an agent that starts with that memory is fast from its first second.
 */
final class Load {
    private static final int CONNECTIONS = 16;
    private static final int READ_MILLIS = 10_000;

    private final int httpPort;
    private final int dnsPort;

    Load(int httpPort, int dnsPort) {
        this.httpPort = httpPort;
        this.dnsPort = dnsPort;
    }

    /**
     * Sends requests over {@value #CONNECTIONS} connections, each the next when the last was
     * answered.
     *
     * @param count how many at most
     * @param patience how long at most
     * @param request the n-th request, whole
     */
    void http(int count, Duration patience, IntFunction<byte[]> request)
            throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        AtomicInteger next = new AtomicInteger();
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            clients.add(Thread.ofVirtual().start(() -> send(request, next, count, end)));
        }
        for (Thread client : clients) {
            client.join();
        }
    }

    private void send(IntFunction<byte[]> request, AtomicInteger next, int count, long end) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), httpPort)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(READ_MILLIS);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            int n = next.getAndIncrement();
            while (n < count && System.nanoTime() < end) {
                socket.getOutputStream().write(request.apply(n));
                skipAnswer(in);
                n = next.getAndIncrement();
            }
        } catch (IOException gone) {
            // The agent's log says why, and the cache is made all the same.
        }
    }

    /** A request with its body. */
    static byte[] request(String method, String path, String body) {
        return "%s %s HTTP/1.1\r\nHost: agent\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(method, path, body.length(), body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads one answer. All answers of the agent tell their length. */
    private static void skipAnswer(InputStream in) throws IOException {
        int length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring("Content-Length: ".length()));
            }
        }
        in.skipNBytes(length);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the agent closed the connection");
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    /**
     * Asks for names over UDP, one after the other.
     *
     * @param question the n-th question, whole
     */
    void dns(int count, Duration patience, IntFunction<byte[]> question) {
        long end = System.nanoTime() + patience.toNanos();
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(READ_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), dnsPort));
            byte[] answer = new byte[4096];
            for (int n = 0; n < count && System.nanoTime() < end; n++) {
                byte[] asked = question.apply(n);
                socket.send(new DatagramPacket(asked, asked.length));
                socket.receive(new DatagramPacket(answer, answer.length));
            }
        } catch (IOException gone) {
            // As above.
        }
    }
}

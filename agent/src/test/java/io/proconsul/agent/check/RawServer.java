package io.proconsul.agent.check;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** Answers HTTP requests on 127.0.0.1 with exactly the bytes a test wants. */
final class RawServer implements AutoCloseable {
    private static final int TLS_HANDSHAKE = 0x16;

    private final ServerSocket listener;
    private final UnaryOperator<String> answers;

    /** Every request: its lines up to the empty one and the body. */
    final List<String> requests = new CopyOnWriteArrayList<>();

    /**
     * @param answers the whole response for a path; empty: never answer
     */
    RawServer(UnaryOperator<String> answers) {
        this.answers = answers;
        try {
            listener = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread.ofVirtual().start(this::accept);
    }

    String url(String path) {
        return "http://127.0.0.1:" + listener.getLocalPort() + path;
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.ISO_8859_1));
            StringBuilder request = new StringBuilder();
            int length = 0;
            in.mark(1);
            if (in.read() == TLS_HANDSHAKE) {
                socket.getOutputStream().write("HTTP/1.0 400 Bad\r\n\r\n".getBytes(US_ASCII));
                return;
            }
            in.reset();
            for (String line = in.readLine();
                    line != null && !line.isEmpty();
                    line = in.readLine()) {
                request.append(line).append('\n');
                if (line.startsWith("Content-Length: ")) {
                    length = Integer.parseInt(line.substring("Content-Length: ".length()));
                }
            }
            for (int i = 0; i < length; i++) {
                request.append((char) in.read());
            }
            if (request.isEmpty()) {
                return; // only connected
            }
            requests.add(request.toString());
            String answer = answers.apply(request.toString().split(" ")[1]);
            if (answer.isEmpty()) {
                in.readLine(); // until the other side gives up
            }
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException gone) {
            // the other side gave up
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A port on which nobody listens. */
    static int deadPort() {
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return unused.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

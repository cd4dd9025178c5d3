package io.proconsul.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An agent that answers what a test tells it to and remembers what it was asked. A question nobody
 * prepared is answered 404.
 */
public final class ScriptedAgent implements AutoCloseable {
    /** Answers one question; may wait. */
    @FunctionalInterface
    public interface Answer {
        Reply to(Question question) throws InterruptedException;
    }

    /**
     * @param target path and parameters as they came
     */
    public record Question(
            String method, String target, Map<String, List<String>> headers, String body) {
        /** Method and target, and the body if there is one. */
        @Override
        public String toString() {
            return method + " " + target + (body.isEmpty() ? "" : " " + body);
        }
    }

    /** What is answered; headers may be empty. */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    public record Reply(int status, Map<String, String> headers, byte[] body) {
        public static Reply of(String body) {
            return new Reply(200, Map.of(), body.getBytes(StandardCharsets.UTF_8));
        }

        public static Reply at(long index, String body) {
            return new Reply(
                    200,
                    Map.of("X-Consul-Index", Long.toString(index)),
                    body.getBytes(StandardCharsets.UTF_8));
        }

        public static Reply refused(int status, String body) {
            return new Reply(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
        }

        public static Reply missing(long index) {
            return new Reply(404, Map.of("X-Consul-Index", Long.toString(index)), new byte[0]);
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Question> questions = new CopyOnWriteArrayList<>();

    public ScriptedAgent() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    public String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Prepares an answer for a method and the beginning of a target; the longest counts. */
    public ScriptedAgent on(String methodAndTarget, Answer answer) {
        answers.put(methodAndTarget, answer);
        return this;
    }

    public ScriptedAgent on(String methodAndTarget, String body) {
        return on(methodAndTarget, question -> Reply.of(body));
    }

    /** All that was asked so far, in order. */
    public List<Question> questions() {
        return questions;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Question question =
                    new Question(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().toString(),
                            Map.copyOf(exchange.getRequestHeaders()),
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8));
            questions.add(question);
            Reply reply = answer(question);
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            int length = reply.body().length;
            exchange.sendResponseHeaders(reply.status(), length == 0 ? -1 : length);
            if (length > 0) {
                exchange.getResponseBody().write(reply.body());
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private Reply answer(Question question) throws InterruptedException {
        String asked = question.method() + " " + question.target();
        String best =
                answers.keySet().stream()
                        .filter(asked::startsWith)
                        .max(java.util.Comparator.comparingInt(String::length))
                        .orElse("");
        Answer answer = answers.get(best);
        return answer == null ? Reply.refused(404, "") : answer.to(question);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

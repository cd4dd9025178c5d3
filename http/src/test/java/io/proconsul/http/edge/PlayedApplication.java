package io.proconsul.http.edge;

import io.proconsul.http.message.Application;
import io.proconsul.http.message.BrokenBodyException;
import io.proconsul.http.message.Content;
import io.proconsul.http.message.Head;
import io.proconsul.http.message.MediaType;
import io.proconsul.http.message.Received;
import io.proconsul.http.message.Response;
import io.proconsul.http.message.Stream;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Answers with what it was asked: {@code GET /x} and the body. Paths below {@code /held/} wait
 * until the test answers, those below {@code /wait/} too and say so; {@code /large/N} has N bytes;
 * PUT takes ten bytes, POST none.
 */
final class PlayedApplication implements Application {
    static final int BODY_LIMIT = 10;

    final List<String> asked = new ArrayList<>();
    final Map<String, CompletableFuture<Response>> held = new ConcurrentHashMap<>();
    final Map<String, Stream> streams = new HashMap<>();

    @Override
    public synchronized Admission admit(Head head) {
        asked.add(head.method() + " " + head.target().raw());
        return new Visit(head);
    }

    private final class Visit implements Admission {
        private final Head head;
        private final String path;

        Visit(Head head) {
            this.head = head;
            this.path = head.target().path();
        }

        @Override
        public long bodyLimit() {
            return head.method().equals("PUT") ? BODY_LIMIT : 0;
        }

        @Override
        public Response tooLarge(long announced) {
            return Response.text(413, "too large: " + announced);
        }

        @Override
        public boolean waits() {
            return path.startsWith("/wait/");
        }

        @Override
        public CompletableFuture<Response> answer(Received body, Executor loop) {
            if (path.startsWith("/held/") || waits()) {
                var answer = new CompletableFuture<Response>();
                held.put(path, answer);
                return answer;
            }
            return CompletableFuture.completedFuture(response(body));
        }

        private Response response(Received body) {
            Stream stream = streams.get(path);
            if (stream != null) {
                return Response.of(200, MediaType.PLAIN, stream);
            }
            if (path.startsWith("/large/")) {
                int size = Integer.parseInt(path.substring("/large/".length()));
                return Response.of(200, MediaType.PLAIN, Content.of(new byte[size]));
            }
            return Response.text(200, head.method() + " " + path + text(body));
        }

        private String text(Received body) {
            try {
                String text = new String(body.bytes(), StandardCharsets.UTF_8);
                return text.isEmpty() ? "" : " " + text;
            } catch (BrokenBodyException broken) {
                return " broken: " + broken.getMessage();
            }
        }
    }

    /** The request of that path that waits for the test. */
    CompletableFuture<Response> held(String path) {
        CompletableFuture<Response> answer = held.get(path);
        if (answer == null) {
            throw new AssertionError("nobody asked for " + path);
        }
        return answer;
    }
}

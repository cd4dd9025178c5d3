package io.proconsul.http.route;

import io.proconsul.http.message.Application.Admission;
import io.proconsul.http.message.BadEscapeException;
import io.proconsul.http.message.Head;
import io.proconsul.http.message.Header;
import io.proconsul.http.message.Pending;
import io.proconsul.http.message.Query;
import io.proconsul.http.message.Received;
import io.proconsul.http.message.Request;
import io.proconsul.http.message.Response;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Something beside the API: any method will do, bodies are not looked at. */
public final class PageRoute implements Route {
    private final List<Header> headers;
    private final Handler handler;

    /**
     * @param headers added to every answer
     */
    public PageRoute(List<Header> headers, Handler handler) {
        this.headers = List.copyOf(headers);
        this.handler = handler;
    }

    @Override
    public Admission admit(Head head, String rest) {
        return new Visit(head, rest);
    }

    private static Query query(Head head) {
        try {
            return Query.parse(head.target().query());
        } catch (BadEscapeException bad) {
            return Query.NONE;
        }
    }

    /** One request. */
    private final class Visit implements Admission {
        private final Head head;
        private final String rest;

        Visit(Head head, String rest) {
            this.head = head;
            this.rest = rest;
        }

        @Override
        public long bodyLimit() {
            return 0;
        }

        @Override
        public Response tooLarge(long announced) {
            return BodyLimit.NONE.tooLarge(announced);
        }

        @Override
        public boolean waits() {
            return false;
        }

        @Override
        public CompletableFuture<Response> answer(Received body, Executor loop) {
            CompletableFuture<Response> answer =
                    Handler.call(handler, new Request(head, rest, query(head), body, loop));
            return Pending.map(
                    answer,
                    loop,
                    (response, failure) -> {
                        Response shown =
                                failure == null && response != null
                                        ? response
                                        : Failures.response(
                                                failure != null
                                                        ? failure
                                                        : new AssertionError("no answer"));
                        headers.forEach(shown::with);
                        return shown;
                    });
        }
    }
}

package io.proconsul.http.message;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** What stands behind the sockets: it sees each request twice, before and after its body. */
@FunctionalInterface
public interface Application {
    /** Decides by the head alone. Runs on an event loop: must not block. */
    Admission admit(Head head);

    /** A request whose head was seen. */
    interface Admission {
        /** The body may have that many bytes; 0 when nobody will look at it. */
        long bodyLimit();

        /**
         * The answer to a body above the limit, which is not read.
         *
         * @param announced its {@code Content-Length}; -1 when it came in chunks
         */
        Response tooLarge(long announced);

        /**
         * Answers. Runs on an event loop and must not block; what does goes to a thread of its own.
         * Cancelling the future says that the client is gone.
         *
         * @param loop runs what is left to do when something waited for is there
         */
        CompletableFuture<Response> answer(Received body, Executor loop);

        /** Whether it may wait for something to happen, so that a silent client is a gone one. */
        boolean waits();
    }
}

package io.proconsul.http.message;

import java.io.IOException;

/**
 * An answer without a known end, written piece by piece. It runs on a virtual thread of its own,
 * which is interrupted when the client goes.
 */
@FunctionalInterface
public non-sealed interface Stream extends Payload {
    /** Writes until there is nothing more to say; returning ends the answer. */
    void writeTo(Outlet outlet) throws IOException, InterruptedException;

    /** Where pieces go. */
    interface Outlet {
        /**
         * Sends a piece at once. Waits while the client reads more slowly than we write.
         *
         * @throws IOException when the client is gone
         */
        void write(byte[] piece) throws IOException, InterruptedException;
    }
}

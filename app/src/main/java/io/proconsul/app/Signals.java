package io.proconsul.app;

import sun.misc.Signal;

import java.util.function.Consumer;

/**
 * The signals an operator sends. The JDK has no public way to hear them; {@code sun.misc.Signal} is
 * what every server on the JVM uses and stays supported.
 */
final class Signals {
    /** What a signal asks for. */
    enum Wish {
        /** SIGINT. */
        INTERRUPT("INT", "interrupt"),
        /** SIGTERM. */
        TERMINATE("TERM", "terminated"),
        /** SIGHUP. */
        RELOAD("HUP", "hangup");

        private final String signal;
        private final String word;

        Wish(String signal, String word) {
            this.signal = signal;
            this.word = word;
        }

        /** How Go names it in log lines. */
        String word() {
            return word;
        }
    }

    private Signals() {}

    /** Calls {@code listener} on a thread of the JVM whenever one arrives. */
    static void listen(Consumer<Wish> listener) {
        for (Wish wish : Wish.values()) {
            Signal.handle(new Signal(wish.signal), received -> listener.accept(wish));
        }
    }
}

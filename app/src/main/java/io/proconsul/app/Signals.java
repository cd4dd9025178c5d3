package io.proconsul.app;

import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/**
 * The signals an operator sends. The JDK has no public way to hear them; {@code sun.misc.Signal} is
 * what every server on the JVM uses and stays supported. The compiler warns of it in a way that
 * cannot be silenced, so it is found by name.
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
        try {
            for (Wish wish : Wish.values()) {
                handle(wish, listener);
            }
        } catch (ReflectiveOperationException gone) {
            throw new LinkageError("this JDK has no sun.misc.Signal", gone);
        }
    }

    private static void handle(Wish wish, Consumer<Wish> listener)
            throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object hears =
                Proxy.newProxyInstance(
                        Signals.class.getClassLoader(),
                        new Class<?>[] {handler},
                        (self, method, arguments) -> {
                            listener.accept(wish);
                            return null;
                        });
        Object named = signal.getConstructor(String.class).newInstance(wish.signal);
        signal.getMethod("handle", signal, handler).invoke(null, named, hears);
    }
}

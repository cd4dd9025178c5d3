package io.proconsul.cli.machine;

import io.proconsul.runtime.clock.Clock;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * The real machine.
 *
 * <p>The JDK has no public way to hear signals; {@code sun.misc.Signal} is what every program on
 * the JVM uses. The compiler warns of it in a way that cannot be silenced, so it is found by name.
 */
final class SystemMachine implements Machine {
    @Override
    public Clock clock() {
        return Clock.system();
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
    }

    @Override
    public Duration jittered(Duration duration) {
        return duration.minusNanos(
                ThreadLocalRandom.current().nextLong(duration.toNanos() / 10 + 1));
    }

    @Override
    public Child start(ChildCommand command) throws IOException {
        return SystemChild.start(command);
    }

    @Override
    public Thread beside(Runnable task) {
        return Thread.ofVirtual().name("beside").start(task);
    }

    @Override
    public void exit(int status) {
        Runtime.getRuntime().halt(status);
    }

    @Override
    public void onSignal(Consumer<Signal> listener) {
        try {
            for (Signal signal : Signal.values()) {
                handle(signal, listener);
            }
        } catch (ReflectiveOperationException gone) {
            throw new LinkageError("this JDK has no sun.misc.Signal", gone);
        }
    }

    private static void handle(Signal signal, Consumer<Signal> listener)
            throws ReflectiveOperationException {
        Class<?> named = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object hears =
                Proxy.newProxyInstance(
                        SystemMachine.class.getClassLoader(),
                        new Class<?>[] {handler},
                        (self, method, arguments) -> {
                            listener.accept(signal);
                            return null;
                        });
        named.getMethod("handle", named, handler)
                .invoke(null, named.getConstructor(String.class).newInstance(signal.name()), hears);
    }
}

package io.proconsul.cli;

import io.proconsul.cli.machine.Child;
import io.proconsul.cli.machine.ChildCommand;
import io.proconsul.cli.machine.Machine;
import io.proconsul.cli.machine.Signal;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.clock.VirtualTime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A machine on which time passes when a test says so, and programs are puppets. */
public final class FakeMachine implements Machine {
    private static final int PATIENCE_SECONDS = 20;

    private final VirtualTime time = new VirtualTime();
    private final BlockingQueue<Duration> pauses = new LinkedBlockingQueue<>();
    private final BlockingQueue<Puppet> started = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private final CompletableFuture<Consumer<Signal>> listener = new CompletableFuture<>();

    @Override
    public Clock clock() {
        return time;
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        var over = new CountDownLatch(1);
        time.after(duration, over::countDown);
        pauses.add(duration);
        over.await();
    }

    @Override
    public Duration jittered(Duration duration) {
        return duration;
    }

    @Override
    public Child start(ChildCommand command) {
        var puppet = new Puppet(command);
        started.add(puppet);
        return puppet;
    }

    @Override
    public void onSignal(Consumer<Signal> hears) {
        listener.complete(hears);
    }

    @Override
    public Thread beside(Runnable task) {
        return Thread.ofVirtual().start(task);
    }

    @Override
    public void exit(int status) {
        exit.complete(status);
    }

    /** Waits until somebody begins to wait for exactly so long, then lets that time pass. */
    public void passOnce(Duration duration) throws InterruptedException {
        Duration next;
        do {
            next = pauses.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nobody waits for " + duration);
            }
        } while (!next.equals(duration));
        time.pass(duration);
    }

    /** Waits for the next program. */
    public Puppet nextProgram() throws InterruptedException {
        Puppet puppet = started.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (puppet == null) {
            throw new AssertionError("no program was started");
        }
        return puppet;
    }

    public void send(Signal signal) {
        listener.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join().accept(signal);
    }

    /** The status with which the process would have ended. */
    public int exitStatus() {
        return exit.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** A program that does what the test says. */
    public static final class Puppet implements Child {
        private final ChildCommand command;
        private final BlockingQueue<String> signals = new LinkedBlockingQueue<>();
        private final CompletableFuture<Integer> status = new CompletableFuture<>();

        private Puppet(ChildCommand command) {
            this.command = command;
        }

        public ChildCommand command() {
            return command;
        }

        public void end(int code) {
            status.complete(code);
        }

        /** Waits for the next signal. */
        public String nextSignal() throws InterruptedException {
            return String.valueOf(signals.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }

        /** Signals that came and nobody asked for yet. */
        public List<String> signals() {
            return new ArrayList<>(signals);
        }

        @Override
        public long pid() {
            return 7;
        }

        @Override
        public int await() throws InterruptedException {
            try {
                return status.get();
            } catch (ExecutionException impossible) {
                throw new AssertionError(impossible);
            }
        }

        @Override
        public void signal(Signal signal) {
            signals.add(signal.name());
        }

        @Override
        public void kill() {
            signals.add("KILL");
        }
    }
}

package io.proconsul.gossip;

import io.proconsul.gossip.serf.Serf;
import io.proconsul.gossip.swim.Agenda;
import io.proconsul.gossip.swim.Input;
import io.proconsul.runtime.clock.Clock;

import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The one thread that owns a member. Whatever happens comes through its inbox, which is bounded:
 * packets are dropped when it is full, as a network drops them; callers wait.
 */
final class Owner {
    /** Most inputs that wait; a pool of thousands fills this only when the machine stands still. */
    private static final int INBOX = 4096;

    private static final Input TIME_PASSED = new Input.TimePassed();

    private final Serf serf;
    private final Clock clock;
    private final Diary diary;
    private final BlockingQueue<Runnable> inbox = new ArrayBlockingQueue<>(INBOX);
    private final AtomicLong dropped = new AtomicLong();
    private long droppedTold;
    private final Thread thread;
    private volatile boolean stopped;

    /**
     * @param diary hears of errors of ours too; the member goes on
     */
    Owner(String name, Serf serf, Clock clock, Diary diary) {
        this.serf = serf;
        this.clock = clock;
        this.diary = diary;
        thread = Thread.ofPlatform().daemon().name("gossip-" + name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    boolean isCurrent() {
        return thread.equals(Thread.currentThread());
    }

    /** Takes what the network brings, or drops it. */
    void offer(Input input) {
        boolean mustArrive =
                input instanceof Input.StreamAnswered || input instanceof Input.StreamFailed;
        if (mustArrive) {
            call(() -> serf.step(input));
        } else if (!inbox.offer(() -> serf.step(input))) {
            dropped.incrementAndGet();
        }
    }

    /** Runs something on the owner; at once when this is the owner. */
    void call(Runnable action) {
        if (isCurrent()) {
            action.run();
            return;
        }
        boolean interrupted = false;
        for (boolean taken = false; !taken; finishIfStopped()) {
            try {
                taken = inbox.offer(action, 1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                interrupted = true; // whoever waits for what the action brings must not hang
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until the owner rests. What was asked before is still answered. */
    void stop() {
        stopped = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        finishIfStopped();
    }

    /** After the owner has gone, callers run what waits, one at a time, so that nobody hangs. */
    private void finishIfStopped() {
        if (stopped && !thread.isAlive()) {
            synchronized (this) {
                for (Runnable left = inbox.poll(); left != null; left = inbox.poll()) {
                    left.run();
                }
            }
        }
    }

    private void run() {
        while (!stopped) {
            try {
                takeTurn();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | AssertionError e) {
                diary.mishap(e);
            }
        }
    }

    /**
     * What was heard comes before what is due: after a pause the answers lie in the inbox, and who
     * looks at the clock first takes all others for dead.
     */
    private void takeTurn() throws InterruptedException {
        int inputs = 0;
        for (Runnable next = first(); next != null; ) {
            next.run();
            next = ++inputs < INBOX ? inbox.poll() : null;
        }
        if (serf.nextDue() <= clock.nanos()) {
            serf.step(TIME_PASSED);
        }
        tellDropped();
    }

    /** Once for each time that we could not keep up. */
    private void tellDropped() {
        long all = dropped.get();
        if (all != droppedTold) {
            diary.note(
                    Level.WARN,
                    "memberlist: handler queue full, dropped packets: " + (all - droppedTold));
            droppedTold = all;
        }
    }

    /** Waits for an input, or until something is due. */
    private @Nullable Runnable first() throws InterruptedException {
        long due = serf.nextDue();
        long wait = due == Agenda.NEVER ? Long.MAX_VALUE : due - clock.nanos();
        return wait <= 0 ? inbox.poll() : inbox.poll(wait, TimeUnit.NANOSECONDS);
    }
}

package io.proconsul.server;

import io.proconsul.rpc.Answer;
import io.proconsul.rpc.Relay;
import io.proconsul.rpc.RpcException;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.clock.Timers;
import io.proconsul.runtime.clock.Timers.Timer;
import io.proconsul.runtime.random.Chance;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Calls that find nobody to serve them, or whose connection to the leader broke where repeating
 * does no harm, held up until they are served or their time is over, which begins when they first
 * fail: a read may have waited for a change for minutes before. They are tried again after random
 * pauses, as the reference does, and at once when a leader is heard of.
 *
 * <p>Any thread.
 */
final class HeldCalls {
    /** No more calls than this are held; further ones fail at once. */
    static final int MAX_HELD = 16_384;

    /** The longest pause between two tries, as a part of the hold time: 437 ms of 7 s. */
    private static final int PAUSE_FRACTION = 16;

    private final Clock clock;
    private final Timers timers;
    private final Chance chance;
    private final Executor worker;
    private final Duration holdTime;
    private final Set<Held<?>> held = ConcurrentHashMap.newKeySet();

    /**
     * @param worker tries again
     */
    HeldCalls(Clock clock, Timers timers, Chance chance, Executor worker, Duration holdTime) {
        this.worker = worker;
        this.clock = clock;
        this.timers = timers;
        this.chance = chance;
        this.holdTime = holdTime;
    }

    /** One way of having a call served. */
    interface Attempt<R> {
        /**
         * Tries once.
         *
         * @return null when there is nobody to serve the call now
         * @throws RpcException when the call was refused
         */
        @Nullable CompletableFuture<Answer<R>> start();
    }

    /**
     * Tries until the call is served or refused.
     *
     * @param repeats which failures of the connection do not end it
     * @param giveUp the text to fail with when the time is over and nobody was found
     */
    <R> CompletableFuture<Answer<R>> run(
            Attempt<R> attempt, Predicate<RpcException> repeats, Supplier<String> giveUp) {
        Held<R> call = new Held<>(attempt, repeats, giveUp);
        call.attempt();
        return call;
    }

    /** Tries all held calls now, on this thread: there is news about the leader. */
    void tryAll() {
        for (Held<?> call : List.copyOf(held)) {
            call.wake();
        }
    }

    int size() {
        return held.size();
    }

    private final class Held<R> extends Relay<Answer<R>> {
        private final Attempt<R> attempt;
        private final Predicate<RpcException> repeats;
        private final Supplier<String> giveUp;
        private volatile @Nullable Long firstFailed;
        private volatile @Nullable Timer pause;

        Held(Attempt<R> attempt, Predicate<RpcException> repeats, Supplier<String> giveUp) {
            this.attempt = attempt;
            this.repeats = repeats;
            this.giveUp = giveUp;
        }

        void attempt() {
            try {
                CompletableFuture<Answer<R>> served = attempt.start();
                if (served == null) {
                    hold(null);
                } else {
                    standsFor(served);
                    var _ = served.whenComplete(this::settle);
                }
            } catch (RuntimeException failure) {
                completeExceptionally(Failures.told(failure));
            }
        }

        private void settle(@Nullable Answer<R> answer, @Nullable Throwable failure) {
            if (isDone()) {
                return; // given up, and with it the work behind it
            }
            if (answer != null) {
                complete(answer);
            } else if (failure != null && Failures.mayTryAgain(failure)) {
                hold(null);
            } else {
                RpcException told = Failures.told(failure);
                if (repeats.test(told)) {
                    hold(told);
                } else {
                    completeExceptionally(told);
                }
            }
        }

        /**
         * @param broken what became of the connection; null when nobody was there to serve the call
         */
        private void hold(@Nullable RpcException broken) {
            if (isDone()) {
                return;
            }
            Duration left = timeLeft();
            if (!left.isPositive() || held.size() >= MAX_HELD) {
                completeExceptionally(broken == null ? new RpcException(giveUp.get()) : broken);
                return;
            }
            held.add(this);
            Duration random = chance.upTo(holdTime.dividedBy(PAUSE_FRACTION));
            Duration time = random.compareTo(left) < 0 ? random : left; // ends with the hold time
            pause = timers.after(time, () -> worker.execute(this::wake));
        }

        private Duration timeLeft() {
            Long first = firstFailed;
            if (first == null) {
                firstFailed = clock.nanos();
                return holdTime;
            }
            return holdTime.minusNanos(clock.nanos() - first);
        }

        /** Called by the pause's timer and by {@link #tryAll}; only one of them gets to try. */
        void wake() {
            if (held.remove(this)) {
                stopPause();
                attempt();
            }
        }

        private void stopPause() {
            Timer timer = pause;
            if (timer != null) {
                timer.cancel();
            }
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            boolean cancelled = super.cancel(mayInterruptIfRunning);
            if (held.remove(this)) {
                stopPause();
            }
            return cancelled;
        }
    }
}

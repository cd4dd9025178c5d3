package io.proconsul.rpc.servers;

import io.proconsul.rpc.Answer;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * One read that many want: the call under way with those who wait for it, and those who came too
 * late for it and wait for the next. This object's lock guards the fields; futures are completed,
 * calls made and cancelled outside of it.
 */
final class SharedRead<R> {
    private final boolean joinsUnderway;
    private final Supplier<CompletableFuture<Answer<R>>> ask;
    private final BiConsumer<Object, SharedRead<?>> leave;
    private final Object key;

    private @Nullable Round current;
    private @Nullable Round next;
    private boolean over;

    /**
     * @param joinsUnderway whether a call that has begun may be joined
     * @param leave told when nobody waits any more; whoever comes then finds a new one
     */
    SharedRead(
            boolean joinsUnderway,
            Supplier<CompletableFuture<Answer<R>>> ask,
            BiConsumer<Object, SharedRead<?>> leave,
            Object key) {
        this.joinsUnderway = joinsUnderway;
        this.ask = ask;
        this.leave = leave;
        this.key = key;
    }

    /** Empty when this read is over and a new one must be begun. */
    Optional<CompletableFuture<Answer<R>>> join() {
        Waiter waiter;
        Round begins = null;
        synchronized (this) {
            if (over) {
                return Optional.empty();
            }
            Round round = round();
            waiter = new Waiter(round);
            round.waiters.add(waiter);
            if (current == null) {
                current = round;
                begins = round;
            } else if (round != current) {
                next = round;
            }
        }
        if (begins != null) {
            begins.begin();
        }
        return Optional.of(waiter);
    }

    /** The round a newcomer waits for. */
    private Round round() {
        Round underway = current;
        if (underway != null && joinsUnderway && !underway.givenUp) {
            return underway;
        }
        Round following = next;
        return underway == null || following == null ? new Round() : following;
    }

    /** The call under way is over; returns the next, if anybody waits for one. */
    private synchronized @Nullable Round advance() {
        Round following = next;
        next = null;
        current = following == null || following.waiters.isEmpty() ? null : following;
        over = current == null;
        return current;
    }

    /** One call and those who wait for it. */
    private final class Round {
        private final Set<Waiter> waiters = new LinkedHashSet<>();
        private @Nullable CompletableFuture<Answer<R>> call;
        private boolean givenUp;

        void begin() {
            CompletableFuture<Answer<R>> made = ask.get();
            boolean unwanted;
            synchronized (SharedRead.this) {
                call = made;
                unwanted = givenUp;
            }
            if (unwanted) {
                made.cancel(false);
            }
            var _ = made.whenComplete(this::end);
        }

        private void end(@Nullable Answer<R> answer, @Nullable Throwable failure) {
            Round following = advance();
            if (following == null) {
                leave.accept(key, SharedRead.this);
            } else {
                following.begin();
            }
            for (Waiter waiter : taken()) {
                waiter.told(answer, failure);
            }
        }

        private Iterable<Waiter> taken() {
            synchronized (SharedRead.this) {
                Iterable<Waiter> all = List.copyOf(waiters);
                waiters.clear();
                return all;
            }
        }

        /** The call is given up when nobody waits for it any more. */
        void leave(Waiter waiter) {
            CompletableFuture<Answer<R>> made;
            synchronized (SharedRead.this) {
                waiters.remove(waiter);
                givenUp = waiters.isEmpty() && this == current;
                made = givenUp ? call : null;
            }
            if (made != null) {
                made.cancel(false);
            }
        }
    }

    /** One who waits. */
    private final class Waiter extends CompletableFuture<Answer<R>> {
        private final Round round;

        Waiter(Round round) {
            this.round = round;
        }

        void told(@Nullable Answer<R> answer, @Nullable Throwable failure) {
            if (answer != null) {
                complete(answer);
            } else if (failure != null) {
                completeExceptionally(failure);
            }
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            boolean cancelled = super.cancel(mayInterruptIfRunning);
            if (cancelled) {
                round.leave(this);
            }
            return cancelled;
        }
    }
}

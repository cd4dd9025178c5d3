package io.proconsul.raft;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Remembers the events of an engine and waits for those to come. */
public final class Observer implements Consumer<EngineEvent> {
    /** Far more than anything takes on a machine that is not busy. */
    static final long PATIENCE_SECONDS = 30;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final List<EngineEvent> events = new ArrayList<>();

    @Override
    public void accept(EngineEvent event) {
        lock.lock();
        try {
            events.add(event);
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public List<EngineEvent> events() {
        lock.lock();
        try {
            return List.copyOf(events);
        } finally {
            lock.unlock();
        }
    }

    /** The events of one kind, in order. */
    public <E extends EngineEvent> List<E> of(Class<E> kind) {
        return events().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The first event of that kind; waits for it. */
    public <E extends EngineEvent> E await(Class<E> kind) throws Exception {
        return await(kind, 1);
    }

    /** The n-th event of that kind, counted from 1; waits for it. */
    public <E extends EngineEvent> E await(Class<E> kind, int n) throws Exception {
        lock.lock();
        try {
            long nanos = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (of(kind).size() < n) {
                if (nanos <= 0) {
                    throw new TimeoutException(
                            "no %s number %d; there were %s"
                                    .formatted(kind.getSimpleName(), n, events));
                }
                nanos = more.awaitNanos(nanos);
            }
            return of(kind).get(n - 1);
        } finally {
            lock.unlock();
        }
    }
}

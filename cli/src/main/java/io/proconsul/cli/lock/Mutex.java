package io.proconsul.cli.lock;

import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.lock.KeyStore.Listing;
import io.proconsul.cli.lock.KeyStore.Pair;
import io.proconsul.cli.machine.Machine;

import java.time.Duration;
import java.util.Optional;

/**
 * A lock: the session that holds the key {@code PREFIX/.lock} holds it. Who cannot have it waits on
 * the key; where the key is free and still cannot be had, the last holder was lost and the servers
 * hold the lock back for a while (the lock delay), so that only time helps.
 */
final class Mutex implements Exclusion {
    /** Marks keys that are used this way. */
    private static final long FLAGS = 0x2ddccbc058a50c18L;

    private static final Duration LOCK_DELAY_RETRY = Duration.ofSeconds(5);

    private final KeyStore keys;
    private final Machine machine;
    private final LockPlan plan;
    private final String key;
    private final LockSession session;

    Mutex(KeyStore keys, Machine machine, LockPlan plan) {
        this.keys = keys;
        this.machine = machine;
        this.plan = plan;
        key = plan.lockKey();
        session = new LockSession(keys, machine, plan, "");
    }

    @Override
    public String description() {
        return "Setting up lock at path: " + key;
    }

    @Override
    public boolean acquire() throws ApiException, InterruptedException {
        return session.holds(this::compete);
    }

    private boolean compete(Patience patience) throws ApiException, InterruptedException {
        long index = 0;
        while (true) {
            Duration wait = patience.next();
            if (wait.isNegative()) {
                return false;
            }
            Listing now = read(wait, index);
            Optional<Pair> pair = now.first();
            if (pair.isPresent() && pair.get().flags() != FLAGS) {
                throw new ApiException("Existing key does not match lock use");
            }
            String holder = pair.map(Pair::session).orElse("");
            if (holder.equals(session.id()) || holder.isEmpty() && take()) {
                return true;
            }
            index = holder.isEmpty() ? indexOfNewHolder(wait) : now.index();
        }
    }

    /** The index to wait on after losing to somebody; 0 once the lock delay was waited out. */
    private long indexOfNewHolder(Duration wait) throws ApiException, InterruptedException {
        Listing now = read(wait, 0);
        if (now.first().map(Pair::session).orElse("").isEmpty()) {
            machine.pause(machine.jittered(LOCK_DELAY_RETRY));
            return 0;
        }
        return now.index();
    }

    private Listing read(Duration wait, long index) throws ApiException, InterruptedException {
        return session.read(KeyStore.read(key), wait, index, "failed to read lock");
    }

    private boolean take() throws ApiException, InterruptedException {
        return LockSession.asked(
                "failed to acquire lock", () -> keys.acquire(key, FLAGS, session.id()));
    }

    @Override
    public void awaitLoss() throws InterruptedException {
        new Vigil(keys.agent(), machine, plan.monitorRetries(), () -> KeyStore.read(key))
                .whileTrue(now -> now.first().map(Pair::session).orElse("").equals(session.id()));
    }

    @Override
    public void release() throws ApiException {
        try {
            keys.release(key, FLAGS, session.id());
        } catch (ApiException failure) {
            throw new ApiException("failed to release lock: " + failure.getMessage());
        } finally {
            session.close();
        }
    }

    @Override
    public boolean cleanUp() throws ApiException {
        Optional<Pair> pair = keys.list(KeyStore.read(key)).first();
        if (pair.isEmpty()) {
            return true;
        }
        if (pair.get().flags() != FLAGS) {
            throw new ApiException("Existing key does not match lock use");
        }
        return pair.get().session().isEmpty() && keys.deleteUnchanged(pair.get());
    }
}

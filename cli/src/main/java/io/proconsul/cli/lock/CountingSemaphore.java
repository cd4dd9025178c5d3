package io.proconsul.cli.lock;

import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiRequest;
import io.proconsul.cli.lock.KeyStore.Listing;
import io.proconsul.cli.lock.KeyStore.Pair;
import io.proconsul.cli.machine.Machine;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A semaphore: everybody who wants it keeps a key of their own under their session, so that all
 * know who is alive; the key {@code PREFIX/.lock} lists the holders and is written by comparison.
 * Holders whose own key is gone do not count.
 */
final class CountingSemaphore implements Exclusion {
    /** Marks keys that are used this way. */
    private static final long FLAGS = 0xe0f69a2baa414de0L;

    private static final String MISMATCH = "Existing key does not match semaphore use";

    private final KeyStore keys;
    private final Machine machine;
    private final LockPlan plan;
    private final LockSession session;

    CountingSemaphore(KeyStore keys, Machine machine, LockPlan plan) {
        this.keys = keys;
        this.machine = machine;
        this.plan = plan;
        session = new LockSession(keys, machine, plan, "delete");
    }

    @Override
    public String description() {
        return "Setting up semaphore (limit " + plan.limit() + ") at prefix: " + plan.prefix();
    }

    @Override
    public boolean acquire() throws ApiException, InterruptedException {
        return session.holds(this::compete);
    }

    private void contend() throws ApiException {
        try {
            if (keys.acquire(plan.below(session.id()), FLAGS, session.id())) {
                return;
            }
        } catch (ApiException failure) {
            throw new ApiException("failed to make contender entry: " + failure.getMessage());
        }
        throw new ApiException("failed to make contender entry: false");
    }

    private boolean compete(Patience patience) throws ApiException, InterruptedException {
        contend();
        long index = 0;
        while (true) {
            Duration wait = patience.next();
            if (wait.isNegative()) {
                return false;
            }
            Listing now = read(wait, index);
            Holders holders = holders(now);
            if (holders.isFull()) {
                index = now.index();
            } else if (write(holders.with(session.id()), lock(now))) {
                return true;
            } else {
                index = 0;
            }
        }
    }

    private Listing read(Duration wait, long index) throws ApiException, InterruptedException {
        return session.read(everything(), wait, index, "failed to read prefix");
    }

    private ApiRequest everything() {
        return KeyStore.read(plan.prefix()).with("recurse", "");
    }

    private Optional<Pair> lock(Listing listing) {
        return listing.pairs().stream()
                .filter(pair -> pair.key().equals(plan.lockKey()))
                .findFirst();
    }

    /** The holders that are alive, by what the whole listing says. */
    private Holders holders(Listing listing) throws ApiException {
        Optional<Pair> lock = lock(listing);
        if (lock.isPresent() && lock.get().flags() != FLAGS) {
            throw new ApiException(MISMATCH);
        }
        Set<String> contenders =
                listing.pairs().stream()
                        .map(Pair::session)
                        .filter(contender -> !contender.isEmpty())
                        .collect(Collectors.toSet());
        return Holders.of(lock.map(Pair::value).orElse(""), plan.limit()).among(contenders);
    }

    private boolean write(Holders holders, Optional<Pair> lock)
            throws ApiException, InterruptedException {
        String index = lock.map(Pair::modifyIndex).orElse("0");
        return LockSession.asked(
                "failed to update lock",
                () -> keys.compareAndSet(plan.lockKey(), FLAGS, holders.json(), index));
    }

    @Override
    public void awaitLoss() throws InterruptedException {
        new Vigil(keys.agent(), machine, plan.monitorRetries(), this::everything)
                .whileTrue(this::holds);
    }

    private boolean holds(Listing listing) {
        try {
            return holders(listing).sessions().contains(session.id());
        } catch (ApiException unreadable) {
            return false;
        }
    }

    @Override
    public void release() throws ApiException {
        try {
            boolean released = false;
            while (!released) {
                Optional<Pair> lock = keys.list(KeyStore.read(plan.lockKey())).first();
                if (lock.isEmpty()) {
                    break;
                }
                Holders holders = Holders.of(lock.get().value(), plan.limit());
                released =
                        keys.compareAndSet(
                                plan.lockKey(),
                                FLAGS,
                                holders.without(session.id()).json(),
                                lock.get().modifyIndex());
            }
            keys.delete(plan.below(session.id()));
        } finally {
            session.close();
        }
    }

    @Override
    public boolean cleanUp() throws ApiException {
        Listing listing = keys.list(everything());
        Optional<Pair> lock = lock(listing);
        if (lock.isEmpty()) {
            return true;
        }
        return holders(listing).sessions().isEmpty() && keys.deleteUnchanged(lock.get());
    }
}

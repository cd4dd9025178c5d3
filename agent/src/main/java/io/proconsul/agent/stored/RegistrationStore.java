package io.proconsul.agent.stored;

import io.proconsul.agent.local.LocalCheck;
import io.proconsul.agent.local.LocalService;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Where registrations over the API outlive a restart. Any thread; changes take effect in the order
 * they are handed in.
 */
public interface RegistrationStore {
    /** What was there when the agent stopped. */
    Loaded load() throws IOException;

    /**
     * Writes the changes.
     *
     * @return completes when they are safe; fails with an {@link IOException}
     */
    CompletableFuture<Void> write(Changes changes);

    /** Remembers the last word of a TTL check; it is written within a second or so. */
    void remember(StoredVerdict verdict);

    /** The last word of a TTL check, read from the disk. */
    Optional<StoredVerdict> verdictOf(String checkId);

    /** Forgets the last word of a TTL check. */
    void forgetVerdict(String checkId);

    /** Takes no more; completes when everything is on the disk. */
    CompletableFuture<Void> stop();

    /** Services and checks that were found; unreadable ones are logged and left out. */
    record Loaded(List<LocalService> services, List<LocalCheck> checks) {
        static final Loaded NOTHING = new Loaded(List.of(), List.of());
    }

    /**
     * Changes of one operation.
     *
     * @param services to be written
     * @param checks to be written
     * @param goneServices ids whose files go
     * @param goneChecks ids whose files go, with what was remembered of them
     */
    record Changes(
            List<LocalService> services,
            List<LocalCheck> checks,
            List<String> goneServices,
            List<String> goneChecks) {}

    /** For agents without a data folder: nothing outlives them. */
    static RegistrationStore none() {
        return NoStore.INSTANCE;
    }
}

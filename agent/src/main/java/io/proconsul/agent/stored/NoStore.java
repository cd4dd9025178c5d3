package io.proconsul.agent.stored;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Keeps nothing. */
enum NoStore implements RegistrationStore {
    INSTANCE;

    @Override
    public Loaded load() {
        return Loaded.NOTHING;
    }

    @Override
    public CompletableFuture<Void> write(Changes changes) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void remember(StoredVerdict verdict) {}

    @Override
    public Optional<StoredVerdict> verdictOf(String checkId) {
        return Optional.empty();
    }

    @Override
    public void forgetVerdict(String checkId) {}

    @Override
    public CompletableFuture<Void> stop() {
        return CompletableFuture.completedFuture(null);
    }
}

package io.proconsul.cli.lock;

import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiRequest;
import io.proconsul.cli.follow.SessionKeeper;
import io.proconsul.cli.lock.KeyStore.Listing;
import io.proconsul.cli.machine.Machine;
import io.proconsul.json.JsonWriter;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * The session under which something exclusive is held: made for an attempt, kept when that was
 * successful, ended with it otherwise.
 */
final class LockSession {
    private final KeyStore keys;
    private final Machine machine;
    private final LockPlan plan;
    private final String behavior;
    private @Nullable SessionKeeper session;

    /**
     * @param behavior what becomes of its keys when it ends; empty for what is usual
     */
    LockSession(KeyStore keys, Machine machine, LockPlan plan, String behavior) {
        this.keys = keys;
        this.machine = machine;
        this.plan = plan;
        this.behavior = behavior;
    }

    /** A way to get what is exclusive; true when it is held. */
    interface Attempt {
        boolean succeeds(Patience patience) throws ApiException, InterruptedException;
    }

    /** Makes the session and tries; whether it is held now. */
    boolean holds(Attempt attempt) throws ApiException, InterruptedException {
        boolean held = false;
        open();
        try {
            held = attempt.succeeds(new Patience(machine.clock(), plan.patience()));
            return held;
        } finally {
            if (!held) {
                close();
            }
        }
    }

    private void open() throws ApiException {
        var json = new JsonWriter().beginObject();
        if (!behavior.isEmpty()) {
            json.name("Behavior").string(behavior);
        }
        json.name("Name").string(plan.sessionName());
        try {
            session = SessionKeeper.create(keys.agent(), machine, json);
        } catch (ApiException failure) {
            throw new ApiException("failed to create session: " + failure.getMessage());
        }
    }

    String id() {
        if (session == null) {
            throw new AssertionError("no session yet");
        }
        return session.id();
    }

    void close() {
        if (session != null) {
            session.close();
        }
    }

    /** Something that asks the agent. */
    interface Question<T> {
        T ask() throws ApiException;
    }

    /**
     * Asks, unless nobody waits for the answer any more.
     *
     * @param failing what failed when the agent does not do it
     */
    static <T> T asked(String failing, Question<T> question)
            throws ApiException, InterruptedException {
        try {
            return question.ask();
        } catch (ApiException failure) {
            LockPlan.throwIfInterrupted();
            throw new ApiException(failing + ": " + failure.getMessage());
        }
    }

    /**
     * Reads keys once they are others than at that index, or when the time is up.
     *
     * @param index 0: at once
     */
    Listing read(ApiRequest keysWanted, Duration wait, long index, String failing)
            throws ApiException, InterruptedException {
        ApiRequest request =
                keysWanted
                        .with("wait", wait.toMillis() + "ms")
                        .withGiven("index", index == 0 ? "" : Long.toUnsignedString(index));
        return asked(failing, () -> keys.list(request));
    }
}

package io.proconsul.cli.lock;

import io.proconsul.cli.client.ApiException;

/**
 * A lock or a semaphore among all who use the same key. One attempt, one holding, one release;
 * calls come one after the other, only {@link #awaitLoss} beside them.
 */
interface Exclusion {
    /** What is being set up, for those who want to know. */
    String description();

    /**
     * Waits until it is held.
     *
     * @return whether it is; false when the time for trying is over
     * @throws ApiException when it cannot be had; what was begun is undone
     * @throws InterruptedException when nobody wants it any more; what was begun is undone
     */
    boolean acquire() throws ApiException, InterruptedException;

    /** Returns when it is no longer held, or nobody can tell any more. */
    void awaitLoss() throws InterruptedException;

    void release() throws ApiException;

    /**
     * Removes what was written for it.
     *
     * @return whether it could be; false while somebody uses it
     */
    boolean cleanUp() throws ApiException;
}

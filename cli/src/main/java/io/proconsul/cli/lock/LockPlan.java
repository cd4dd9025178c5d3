package io.proconsul.cli.lock;

import java.time.Duration;

/**
 * What is wanted of a lock.
 *
 * @param prefix below which its keys stand
 * @param limit how many may hold it at once
 * @param patience how long to try; zero: without end
 * @param monitorRetries how many failures of the agent in a row are not yet a loss
 */
record LockPlan(
        String prefix, String sessionName, int limit, Duration patience, int monitorRetries) {
    private static final String LOCK = ".lock";

    /** Locks and semaphores share it, so that one who takes one for the other learns it. */
    String lockKey() {
        return below(LOCK);
    }

    String below(String name) {
        String folder = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
        return folder.isEmpty() ? name : folder + "/" + name;
    }

    /** A request that fails on a thread nobody waits for any more failed because of that. */
    static void throwIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}

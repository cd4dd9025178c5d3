package io.proconsul.raft.ratis;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The threads Ratis makes for itself, all in one group: a thread belongs to the group of the one
 * that made it, so Ratis is started by a thread in that group. Being daemons like it, they do not
 * keep the process alive.
 */
final class RatisThreads {
    private static final String LOG_WRITER = "SegmentedRaftLogWorker";

    private final ThreadGroup group;

    RatisThreads(String serverId) {
        group = new ThreadGroup("raft-" + serverId);
    }

    /** Something that starts threads. */
    interface Task {
        void run() throws IOException;
    }

    ThreadGroup group() {
        return group;
    }

    /** Runs a task on a thread of the group and waits for it. */
    void run(Task task) throws IOException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread starter = new Thread(group, () -> run(task, done), "raft-start");
        starter.setDaemon(true);
        starter.start();
        try {
            done.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof IOException expected) {
                throw expected;
            }
            throw failure;
        }
    }

    private static void run(Task task, CompletableFuture<Void> done) {
        try {
            task.run();
            done.complete(null);
        } catch (IOException | RuntimeException | Error failure) {
            done.completeExceptionally(failure);
        }
    }

    /**
     * The thread that writes the log looks up once a second whether it is to stop, and whoever
     * closes the log waits for it. Only for a log that takes nothing more, and only when it waits:
     * an interrupt would close the file under a thread that writes.
     */
    void wakeLogWriter() {
        Thread[] threads = new Thread[group.activeCount() + 8];
        int count = group.enumerate(threads);
        for (int i = 0; i < count; i++) {
            Thread thread = threads[i];
            if (thread.getName().contains(LOG_WRITER)
                    && thread.getState() == Thread.State.TIMED_WAITING) {
                thread.interrupt();
            }
        }
    }
}

package io.proconsul.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Subscribe, read, wait, against a writer in another thread: no change may be missed. */
class MissedWakeTest {
    private static final int ROUNDS = 4_000;
    private static final long PATIENCE_SECONDS = 20;

    private final StateStore store = new StateStore();

    /** Given back by each reader for each index it came to see. */
    private final Semaphore seen = new Semaphore(0);

    /**
     * The writer makes the next change as soon as all readers saw the last, which is when they
     * subscribe anew, read and begin to wait. A wake-up lost in between would leave a reader
     * waiting, as no later change comes to its help.
     */
    @Test
    void who_subscribes_then_reads_then_waits_misses_nothing() throws Exception {
        List<Read<?>> reads = List.of(Reads.key("k"), Reads.keysBelow(""), Reads.keysBelow("k"));
        try (ExecutorService readers = Executors.newFixedThreadPool(reads.size())) {
            List<Future<Void>> results = new ArrayList<>();
            for (Read<?> read : reads) {
                Callable<Void> follow = () -> follow(read);
                results.add(readers.submit(follow));
            }
            for (int round = 0; round < ROUNDS; round++) {
                store.apply(List.of(TestStore.kv("set", TestStore.entry("k", "" + round))));
                assertThat(seen.tryAcquire(reads.size(), PATIENCE_SECONDS, TimeUnit.SECONDS))
                        .as("all readers saw write %d", round)
                        .isTrue();
            }
            for (Future<Void> result : results) {
                result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        }
        assertThat(store.watches().size()).isZero();
    }

    /** With a new subscription for every wait, which is the harder way. */
    private Void follow(Read<?> read) throws InterruptedException {
        for (long index = 0; index < ROUNDS; index++) {
            Semaphore woken = new Semaphore(0);
            try (var _ = store.watches().subscribe(read.topics(), woken::release)) {
                while (read.index(store.root()) <= index) {
                    if (!woken.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                        throw new AssertionError(read + " missed what came after " + index);
                    }
                }
            }
            seen.release();
        }
        return null;
    }
}

package io.proconsul.raft.engine;

import io.proconsul.raft.EngineEvent;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Tells the listener what happens, in order, on a thread that is nobody else's. */
public final class Events implements AutoCloseable {
    /** More untold events than a listener that works can leave behind. */
    private static final int UNTOLD_MAX = 4096;

    private static final Logger LOG = LoggerFactory.getLogger("agent.server.raft");

    private final Consumer<EngineEvent> listener;
    private final ThreadPoolExecutor teller;

    public Events(Consumer<EngineEvent> listener) {
        this.listener = listener;
        this.teller =
                new ThreadPoolExecutor(
                        0,
                        1,
                        1,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(UNTOLD_MAX),
                        task -> Thread.ofPlatform().daemon().name("raft-events").unstarted(task),
                        (event, executor) -> refused(executor));
    }

    private static void refused(ThreadPoolExecutor executor) {
        if (!executor.isShutdown()) {
            LOG.error("the listener of raft events hangs, an event is lost");
        }
    }

    public void tell(EngineEvent event) {
        teller.execute(() -> told(event));
    }

    private void told(EngineEvent event) {
        try {
            listener.accept(event);
        } catch (RuntimeException failure) {
            LOG.error("the listener of raft events failed: event={}", event, failure);
        }
    }

    /** What has been told already is still delivered; nothing comes after. */
    @Override
    public void close() {
        teller.shutdown();
    }
}

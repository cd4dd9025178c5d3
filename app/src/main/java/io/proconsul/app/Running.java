package io.proconsul.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayDeque;
import java.util.Deque;

/** Parts that run, to be stopped the newest first. Not for several threads at once. */
final class Running implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("agent");

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    <C extends AutoCloseable> C add(C part) {
        parts.push(part);
        return part;
    }

    /** Stops all; what fails to stop is told in the log and holds up nobody. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception failure) {
                LOG.atError().addKeyValue("error", failure).log("stopping a part failed");
            }
        }
    }
}

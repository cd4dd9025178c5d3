package io.proconsul.server.query;

import io.proconsul.state.Read;
import io.proconsul.state.Reading;
import io.proconsul.state.Root;
import io.proconsul.state.watch.Topic;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/** Counts how often a read is evaluated, and can fail. */
final class CountingRead<T extends @Nullable Object> implements Read<T> {
    private final Read<T> read;
    int evaluations;
    @Nullable RuntimeException failure;

    CountingRead(Read<T> read) {
        this.read = read;
    }

    @Override
    public Set<Topic> topics() {
        return read.topics();
    }

    @Override
    public long index(Root root) {
        return read.index(root);
    }

    @Override
    public Reading<T> on(Root root) {
        evaluations++;
        if (failure != null) {
            throw failure;
        }
        return read.on(root);
    }
}

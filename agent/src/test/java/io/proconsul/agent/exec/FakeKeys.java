package io.proconsul.agent.exec;

import io.proconsul.model.kv.KeyRequest;
import io.proconsul.model.kv.KvEntries;
import io.proconsul.model.kv.KvEntry;
import io.proconsul.model.kv.KvRequest;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.Caller;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.Method;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Keys with a follower that may lag and sessions that may be gone. */
final class FakeKeys implements Caller {
    /** Every key that was locked, with its value; in their order. */
    final Map<String, String> locked = new LinkedHashMap<>();

    final List<KvRequest> writes = new ArrayList<>();
    final Map<String, String> values = new LinkedHashMap<>();

    /** Followers know nothing yet. */
    boolean followersLag;

    /** Locks after so many fail with that text. */
    int mostLocks = Integer.MAX_VALUE;

    @Nullable String refusal;

    @Override
    public <Q, R> CompletableFuture<Answer<R>> call(Method<Q, R> method, Q request) {
        Object reply =
                switch (request) {
                    case KeyRequest read -> read(read);
                    case KvRequest write -> lock(write);
                    default -> throw new AssertionError("nobody told me about " + method.name());
                };
        return reply instanceof RpcException failure
                ? CompletableFuture.failedFuture(failure)
                : CompletableFuture.completedFuture(Answer.of(method.reply().cast(reply)));
    }

    private KvEntries read(KeyRequest read) {
        String value = values.get(read.key());
        if (value == null || read.options().allowStale() && followersLag) {
            return new KvEntries(null);
        }
        return new KvEntries(
                List.of(
                        KvEntry.of(
                                read.key(), value.getBytes(StandardCharsets.UTF_8), 0, "session")));
    }

    private Object lock(KvRequest write) {
        writes.add(write);
        if (writes.size() > mostLocks) {
            return refusal == null ? (Object) false : new RpcException(refusal);
        }
        byte[] value = write.entry().value();
        locked.put(
                write.entry().key(),
                value == null ? "" : new String(value, StandardCharsets.UTF_8));
        return true;
    }
}

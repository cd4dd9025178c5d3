package io.proconsul.rpc.servers;

import io.proconsul.model.query.Query;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.method.Internal;
import io.proconsul.rpc.method.Method;
import io.proconsul.rpc.method.PreparedQueryMethods;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Lets equal reads, those of one method with equal requests and so of one token, share calls and
 * the one answer with all its encodings. How a read may share depends on how fresh it must be:
 *
 * <ul>
 *   <li>one in the default or in the consistent mode, so that no answer is older than the question:
 *       only a call that begins after the read came. While a call is under way, all who come share
 *       the next;
 *   <li>one that may be stale: also the call under way;
 *   <li>one that waits for a change: also the call under way, for its answer will be newer than the
 *       index all of them named, which is what was asked; but not in the consistent mode.
 * </ul>
 *
 * <p>Any thread. The map is bounded by the reads that are under way.
 */
final class SharedReads {
    /**
     * Looks like a read, but each call does something; or has an order of its own by chance, so
     * that callers spread over what they find.
     */
    private static final Set<Method<?, ?>> NEVER_SHARED =
            Set.of(
                    Internal.EVENT_FIRE,
                    PreparedQueryMethods.EXECUTE,
                    PreparedQueryMethods.EXECUTE_REMOTE);

    private final ConcurrentMap<Key, SharedRead<?>> reads = new ConcurrentHashMap<>();

    /** The request holds the token. */
    private record Key(String method, Object request) {}

    /**
     * Joins a call or makes one; what is no read makes its own.
     *
     * @param ask makes the call
     */
    <Q, R> CompletableFuture<Answer<R>> call(
            Method<Q, R> method, Q request, Supplier<CompletableFuture<Answer<R>>> ask) {
        if (!shares(method) || !(request instanceof Query query)) {
            return ask.get();
        }
        var key = new Key(method.name(), request);
        boolean joinsUnderway =
                query.options().allowStale()
                        || query.options().blocks() && !query.options().requireConsistent();
        return join(key, joinsUnderway, ask);
    }

    private static boolean shares(Method<?, ?> method) {
        return method.kind() == Method.Kind.QUERY && !NEVER_SHARED.contains(method);
    }

    private <R> CompletableFuture<Answer<R>> join(
            Key key, boolean joinsUnderway, Supplier<CompletableFuture<Answer<R>>> ask) {
        @SuppressWarnings("unchecked") // the key names the method, and so the reply
        SharedRead<R> read =
                (SharedRead<R>)
                        reads.computeIfAbsent(
                                key, k -> new SharedRead<>(joinsUnderway, ask, this::remove, key));
        return read.join().orElseGet(() -> join(key, joinsUnderway, ask));
    }

    private void remove(Object key, SharedRead<?> read) {
        reads.remove(key, read);
    }

    /** How many different reads are under way. */
    int size() {
        return reads.size();
    }
}

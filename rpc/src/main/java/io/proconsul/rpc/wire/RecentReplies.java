package io.proconsul.rpc.wire;

import io.proconsul.model.query.Query;
import io.proconsul.model.query.QueryMeta;
import io.proconsul.model.wire.WireException;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.method.Method;
import io.proconsul.rpc.method.ReplyForm;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The larger replies that were read last. A server that is asked the same again mostly says the
 * same again; comparing the bytes is a hundred times cheaper than reading them, and who gets the
 * body of before gets its JSON, too. Any thread.
 */
public final class RecentReplies {
    /** Smaller ones are read as fast as they are found. */
    static final int SMALLEST_BYTES = 1024;

    /** All together; what is made of them takes about ten times as much. */
    static final int BYTES_MAX = 2 * 1024 * 1024;

    /** Under its own lock; the one that was not asked for longest first. */
    private final Map<Asked, KnownReply<?>> known = new LinkedHashMap<>(16, 0.75f, true);

    private int bytesKept;

    /** What was asked; the request holds the token. */
    private record Asked(String method, Object request) {}

    /** The reply that these bytes repeat, if they do, under its new meta. */
    public <R> Optional<Answer<R>> repeated(
            Method<?, R> method, Object request, byte[] bytes, int from, int length)
            throws WireException {
        if (!keeps(method, request, length)) {
            return Optional.empty();
        }
        KnownReply<R> reply = find(method, request);
        QueryMeta meta = reply == null ? null : reply.sameAs(bytes, from, length);
        return reply == null || meta == null
                ? Optional.empty()
                : Optional.of(new Answer<>(reply.body(), meta));
    }

    /** Reads a reply and keeps it. */
    public <Q, R> Answer<R> read(
            Method<Q, R> method, Object request, byte[] bytes, int from, int length)
            throws WireException {
        Answer<R> answer = MethodCodec.of(method).reply(bytes, from, length);
        if (keeps(method, request, length)) {
            byte[] own = Arrays.copyOfRange(bytes, from, from + length);
            keep(new Asked(method.name(), request), KnownReply.of(own, answer.body()));
        }
        return answer;
    }

    /** What waited for a change is another reply each time. */
    private static boolean keeps(Method<?, ?> method, Object request, int length) {
        return length >= SMALLEST_BYTES
                && length <= BYTES_MAX / 4
                && method.form() == ReplyForm.RECORD_WITH_META
                && request instanceof Query query
                && !query.options().blocks();
    }

    @SuppressWarnings("unchecked") // kept under the method's name
    private <R> @Nullable KnownReply<R> find(Method<?, R> method, Object request) {
        synchronized (known) {
            return (KnownReply<R>) known.get(new Asked(method.name(), request));
        }
    }

    private void keep(Asked asked, KnownReply<?> reply) {
        synchronized (known) {
            KnownReply<?> before = known.put(asked, reply);
            bytesKept += reply.size() - (before == null ? 0 : before.size());
            var oldest = known.entrySet().iterator();
            while (bytesKept > BYTES_MAX) {
                bytesKept -= oldest.next().getValue().size();
                oldest.remove();
            }
        }
    }
}

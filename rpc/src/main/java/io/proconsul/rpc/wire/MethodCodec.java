package io.proconsul.rpc.wire;

import io.proconsul.model.query.QueryMeta;
import io.proconsul.model.wire.Joint;
import io.proconsul.model.wire.RecordCodec;
import io.proconsul.model.wire.ValueCodec;
import io.proconsul.model.wire.WireException;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.method.Method;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How the requests and replies of one method are written and read. Any thread. */
public final class MethodCodec<Q, R> {
    /** Bounded by the number of methods there are. */
    private static final ConcurrentMap<String, MethodCodec<?, ?>> KNOWN = new ConcurrentHashMap<>();

    private final RecordCodec<Q> requests;
    private final ReplyCodec<R> replies;

    private MethodCodec(Method<Q, R> method) {
        this.requests = RecordCodec.of(method.request());
        this.replies = replies(method);
    }

    /** The codec of a method; cheap once it was asked for. */
    @SuppressWarnings("unchecked") // made of the method of that name, and there is one of each
    public static <Q, R> MethodCodec<Q, R> of(Method<Q, R> method) {
        MethodCodec<?, ?> known = KNOWN.get(method.name());
        if (known == null) {
            known = KNOWN.computeIfAbsent(method.name(), name -> new MethodCodec<>(method));
        }
        return (MethodCodec<Q, R>) known;
    }

    @SuppressWarnings("unchecked") // the form says what the reply is
    private static <R> ReplyCodec<R> replies(Method<?, R> method) {
        return switch (method.form()) {
            case NOTHING -> (ReplyCodec<R>) new ReplyCodec.Empty();
            case TEXT -> plain((ValueCodec<R>) ValueCodec.text());
            case BOOL -> plain((ValueCodec<R>) ValueCodec.bool());
            case TEXTS -> plain((ValueCodec<R>) ValueCodec.texts());
            case RECORDS -> plain((ValueCodec<R>) ValueCodec.list(method.element()));
            case RECORD -> plain(RecordCodec.of(method.reply()));
            case RECORD_WITH_META -> withMeta(method.reply());
        };
    }

    private static <R> ReplyCodec<R> plain(ValueCodec<R> codec) {
        return new ReplyCodec.Plain<>(codec);
    }

    private static <R> ReplyCodec<R> withMeta(Class<R> reply) {
        RecordCodec<Joint<R, QueryMeta>> joint = RecordCodec.joint(reply, QueryMeta.class);
        return new ReplyCodec.WithMeta<>(joint);
    }

    /** The request behind its header. */
    public byte[] request(RequestHeader header, Q request) {
        return requests.encodeBehind(header.encode(), request);
    }

    /**
     * Reads a request's body.
     *
     * @throws WireException when it is no request of this method
     */
    public Q request(byte[] bytes, int from, int length) throws WireException {
        return requests.decode(bytes, from, length);
    }

    /** The body of an answer; the same array for all who share the answer: not to be changed. */
    public byte[] reply(Answer<R> answer) {
        return replies.encode(answer);
    }

    /**
     * Reads the body of an answer.
     *
     * @throws WireException when it is no reply of this method
     */
    public Answer<R> reply(byte[] bytes, int from, int length) throws WireException {
        return replies.decode(bytes, from, length);
    }
}

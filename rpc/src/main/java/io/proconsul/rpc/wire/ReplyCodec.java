package io.proconsul.rpc.wire;

import io.proconsul.model.query.QueryMeta;
import io.proconsul.model.wire.Joint;
import io.proconsul.model.wire.RecordCodec;
import io.proconsul.model.wire.ValueCodec;
import io.proconsul.model.wire.WireException;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.Body;

import org.jspecify.annotations.Nullable;

/** How the replies of one method are written and read. */
sealed interface ReplyCodec<R> {
    byte[] encode(Answer<R> answer);

    Answer<R> decode(byte[] bytes, int from, int length) throws WireException;

    /** The empty map, whatever stands there. */
    final class Empty implements ReplyCodec<Void> {
        @SuppressWarnings("NullAway") // Void has no other value
        private static final Answer<Void> DONE = new Answer<>(new Body<>(null), Answer.NO_META);

        private static final byte[] MAP = {(byte) 0x80};

        @Override
        public byte[] encode(Answer<Void> answer) {
            return MAP;
        }

        @Override
        public Answer<Void> decode(byte[] bytes, int from, int length) {
            return DONE;
        }
    }

    /** The value and nothing about it. */
    final class Plain<R> implements ReplyCodec<R> {
        private final ValueCodec<R> codec;
        private final Body.Encoding<R, byte[]> encoding;

        Plain(ValueCodec<R> codec) {
            this.codec = codec;
            this.encoding = new Body.Encoding<>(codec::encode);
        }

        @Override
        public byte[] encode(Answer<R> answer) {
            return answer.body().encoded(encoding);
        }

        @Override
        public Answer<R> decode(byte[] bytes, int from, int length) throws WireException {
            return Answer.of(codec.decode(bytes, from, length));
        }
    }

    /** The value and its meta in one map. */
    final class WithMeta<R> implements ReplyCodec<R> {
        private final RecordCodec<Joint<R, QueryMeta>> codec;
        private final Body.Encoding<R, Latest> encoding =
                new Body.Encoding<>(value -> new Latest());

        WithMeta(RecordCodec<Joint<R, QueryMeta>> codec) {
            this.codec = codec;
        }

        /**
         * Those who share a body nearly always share its meta too, and differ only where a follower
         * counts the time since it heard from the leader.
         */
        @Override
        public byte[] encode(Answer<R> answer) {
            Latest latest = answer.body().encoded(encoding);
            Written known = latest.written;
            if (known != null && known.meta.equals(answer.meta())) {
                return known.bytes;
            }
            byte[] bytes = codec.encode(new Joint<>(answer.value(), answer.meta()));
            latest.written = new Written(answer.meta(), bytes);
            return bytes;
        }

        @Override
        public Answer<R> decode(byte[] bytes, int from, int length) throws WireException {
            Joint<R, QueryMeta> both = codec.decode(bytes, from, length);
            return Answer.of(both.first(), both.second());
        }

        /** What was written last of one body. */
        private static final class Latest {
            volatile @Nullable Written written;
        }

        private static final class Written {
            private final QueryMeta meta;
            private final byte[] bytes;

            Written(QueryMeta meta, byte[] bytes) {
                this.meta = meta;
                this.bytes = bytes;
            }
        }
    }
}

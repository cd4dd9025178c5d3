package io.proconsul.rpc.wire;

import io.proconsul.model.query.QueryMeta;
import io.proconsul.model.wire.Extent;
import io.proconsul.model.wire.RecordCodec;
import io.proconsul.model.wire.WireException;
import io.proconsul.rpc.Body;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A reply that was read, with the bytes it was read from: the next one is the same when its fields,
 * all but those of the query meta, are the same bytes in the same order.
 */
final class KnownReply<R> {
    private static final RecordCodec<QueryMeta> META = RecordCodec.of(QueryMeta.class);
    private static final Set<String> META_KEYS =
            Set.of("ConsistencyLevel", "Index", "KnownLeader", "LastContact");

    private final byte[] bytes;
    private final List<Field> fields;
    private final Body<R> body;

    /** One key and its value. */
    private record Field(int from, int to) {
        int length() {
            return to - from;
        }
    }

    private KnownReply(byte[] bytes, List<Field> fields, Body<R> body) {
        this.bytes = bytes;
        this.fields = fields;
        this.body = body;
    }

    /**
     * Keeps a reply.
     *
     * @param bytes of the map, which were read without a fault
     */
    static <R> KnownReply<R> of(byte[] bytes, Body<R> body) throws WireException {
        List<Field> fields = new ArrayList<>();
        if (!Fields.areIn(bytes, 0)) {
            return new KnownReply<>(bytes, fields, body);
        }
        int at = Fields.begin(bytes, 0);
        for (int left = Fields.count(bytes, 0); left > 0; left--) {
            int next = Fields.end(bytes, at, bytes.length);
            if (!META_KEYS.contains(Fields.key(bytes, at))) {
                fields.add(new Field(at, next));
            }
            at = next;
        }
        return new KnownReply<>(bytes, fields, body);
    }

    int size() {
        return bytes.length;
    }

    Body<R> body() {
        return body;
    }

    /** The meta of the same reply told again; null when it is another reply. */
    @Nullable QueryMeta sameAs(byte[] other, int from, int length) throws WireException {
        if (!Fields.areIn(other, from)) {
            return null;
        }
        var meta = new ByteArrayOutputStream(128);
        meta.write(0x80 | META_KEYS.size());
        int end = from + length;
        int at = Fields.begin(other, from);
        int matched = 0;
        int total = Fields.count(other, from);
        for (int left = total; left > 0; left--) {
            if (matched < fields.size() && matches(fields.get(matched), other, at, end)) {
                at += fields.get(matched++).length();
            } else if (META_KEYS.contains(Fields.key(other, at))) {
                int next = Fields.end(other, at, end);
                meta.write(other, at, next - at);
                at = next;
            } else {
                return null;
            }
        }
        boolean same = matched == fields.size() && total == matched + META_KEYS.size();
        return same ? META.decode(meta.toByteArray()) : null;
    }

    private boolean matches(Field field, byte[] other, int at, int end) {
        return field.length() <= end - at
                && Arrays.equals(bytes, field.from(), field.to(), other, at, at + field.length());
    }

    /** How a map of msgpack is laid out, whose keys are short. */
    private static final class Fields {
        private Fields() {}

        /** A map of fewer than 65,536 fields, as records are. */
        static boolean areIn(byte[] bytes, int from) {
            int form = bytes[from] & 0xFF;
            return form >= 0x80 && form < 0x90 || form == 0xDE;
        }

        static int count(byte[] bytes, int from) {
            int form = bytes[from] & 0xFF;
            return form == 0xDE
                    ? (bytes[from + 1] & 0xFF) << 8 | bytes[from + 2] & 0xFF
                    : form & 0x0F;
        }

        /** Where the first key is. */
        static int begin(byte[] bytes, int from) {
            return from + ((bytes[from] & 0xFF) == 0xDE ? 3 : 1);
        }

        /** Empty for one that is not short. */
        static String key(byte[] bytes, int at) {
            int form = bytes[at] & 0xFF;
            boolean isShort = form >= 0xA0 && form < 0xC0;
            return isShort ? new String(bytes, at + 1, form & 0x1F, StandardCharsets.US_ASCII) : "";
        }

        /** Behind key and value. */
        static int end(byte[] bytes, int at, int end) throws WireException {
            int value = new Extent(at, bytes.length).find(bytes, end);
            int next = value < 0 ? -1 : new Extent(value, bytes.length).find(bytes, end);
            if (next < 0) {
                throw new WireException("the bytes end too early");
            }
            return next;
        }
    }
}

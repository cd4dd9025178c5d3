package io.proconsul.model.wire;

import io.proconsul.json.JsonException;
import io.proconsul.json.JsonToken;
import io.proconsul.json.JsonWriter;

import org.jspecify.annotations.Nullable;

/** A record: an object in JSON, a map with sorted keys in msgpack. */
final class RecordShape implements Shape<Object> {
    private final Class<?> type;

    /** Found on first use, because a service definition may hold another one. */
    private @Nullable Layout layout;

    /** The record whose fields are all zero, in both forms; written far more often than any. */
    private byte @Nullable [] packedZero;

    private byte @Nullable [] printedZero;

    RecordShape(Class<?> type) {
        this.type = type;
    }

    RecordShape(Class<?> type, Layout layout) {
        this.type = type;
        this.layout = layout;
    }

    Layout layout() {
        Layout known = layout;
        if (known == null) {
            known = Layout.of(type);
            layout = known;
        }
        return known;
    }

    @Override
    public Object zero() {
        return layout().zero();
    }

    @Override
    public boolean isEmpty(Object value) {
        return false; // a structure in Go
    }

    @Override
    public String goType() {
        return "structs." + type.getSimpleName();
    }

    @Override
    public void pack(Object value, MsgpackWriter out) {
        @Nullable Object[] slots = layout().take(value);
        if (layout().areZero(slots)) {
            out.encoded(packedZero());
        } else {
            packFields(slots, out);
        }
    }

    private byte[] packedZero() {
        byte[] known = packedZero;
        if (known == null) {
            var out = new MsgpackWriter();
            packFields(layout().slots(), out);
            known = out.toByteArray();
            packedZero = known;
        }
        return known;
    }

    private void packFields(@Nullable Object[] slots, MsgpackWriter out) {
        Field[] fields = layout().msgpack();
        out.map(fields.length);
        for (Field field : fields) {
            field.pack(slots[field.slot()], out);
        }
    }

    @Override
    public Object unpack(MsgpackReader in) throws WireException {
        Layout record = layout();
        Field[] sorted = record.msgpack();
        @Nullable Object[] slots = record.slots();
        int next = 0;
        for (int entries = in.enterMap(); entries > 0; entries--) {
            Field field;
            // peers sort keys as we do, so the next one is nearly always the next field
            if (next < sorted.length && in.take(sorted[next].key())) {
                field = sorted[next++];
            } else {
                field = record.byKey(key(in));
            }
            if (field == null) {
                in.skip();
            } else {
                slots[field.slot()] = unpack(field, in);
            }
        }
        in.leave();
        return record.make(slots);
    }

    private String key(MsgpackReader in) throws WireException {
        try {
            return in.text();
        } catch (WireException e) {
            throw e.in("a key of " + layout().recordName());
        }
    }

    private @Nullable Object unpack(Field field, MsgpackReader in) throws WireException {
        try {
            return field.unpack(in);
        } catch (WireException e) {
            throw e.in(layout().recordName() + "." + field.name());
        }
    }

    @Override
    public void print(Object value, JsonWriter out) {
        @Nullable Object[] slots = layout().take(value);
        if (out.isCompact() && layout().areZero(slots)) {
            out.raw(printedZero());
        } else {
            printFields(slots, out);
        }
    }

    private byte[] printedZero() {
        byte[] known = printedZero;
        if (known == null) {
            var out = new JsonWriter();
            printFields(layout().slots(), out);
            known = out.toByteArray();
            printedZero = known;
        }
        return known;
    }

    private void printFields(@Nullable Object[] slots, JsonWriter out) {
        out.beginObject();
        for (Field field : layout().json()) {
            field.print(slots[field.slot()], out);
        }
        out.endObject();
    }

    @Override
    public Object parse(JsonSource in) throws JsonException {
        in.expect(JsonToken.OBJECT, goType());
        in.enter();
        @Nullable Object[] slots = layout().slots();
        in.reader().beginObject();
        while (in.reader().nextMember()) {
            parseMember(in, slots);
        }
        in.leave();
        return layout().make(slots);
    }

    private void parseMember(JsonSource in, @Nullable Object[] slots) throws JsonException {
        String name = in.reader().name();
        Field field = layout().byMember(name);
        if (field == null) {
            unknown(name, in);
        } else if (!in.reader().takeNull()) {
            in.enterField(field.name());
            slots[field.slot()] = field.parse(in);
            in.leaveField();
        }
    }

    private void unknown(String name, JsonSource in) throws JsonException {
        if (!in.lenient() && !layout().ignores(name)) {
            String quoted = name.replace("\\", "\\\\").replace("\"", "\\\"");
            throw new JsonException(
                    "json: unknown field \"" + quoted + '"', in.reader().namePosition());
        }
        in.reader().skip();
    }
}

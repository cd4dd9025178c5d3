package io.proconsul.model.wire;

import io.proconsul.json.JsonException;
import io.proconsul.json.JsonWriter;
import io.proconsul.json.MemberName;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Type;
import java.util.List;

/** One field of a record, or of a record that stands flat in it: its names, type and value. */
final class Field {
    private final String name;
    private final Type type;
    private final Wire.Json json;
    private final boolean inMsgpack;
    private final boolean selectable;
    private final List<String> also;
    private final Shape<Object> shape;

    /** What the component holds when the wire says nothing; null for a nullable one. */
    private final @Nullable Object zero;

    /** Where the value stands among those that the record is made of. */
    private final int slot;

    private final MemberName member;
    private final byte[] key;

    /**
     * @param nullable whether the component may be absent
     */
    Field(String name, Type type, @Nullable Wire wire, boolean nullable, int slot) {
        this.name = name;
        this.type = type;
        this.json = wire == null ? Wire.Json.ALWAYS : wire.json();
        this.inMsgpack = wire == null || wire.msgpack();
        this.selectable = wire == null || wire.selectable();
        this.also = wire == null ? List.of() : List.of(wire.also());
        this.shape = erased(Shapes.of(type, wire != null && wire.text()));
        this.zero = nullable ? null : shape.zero();
        this.slot = slot;
        this.member = new MemberName(name);
        this.key = packed(name);
    }

    @SuppressWarnings("unchecked") // the getter brings only values of the declared type
    private static Shape<Object> erased(Shape<?> shape) {
        return (Shape<Object>) shape;
    }

    private static byte[] packed(String name) {
        var out = new MsgpackWriter();
        out.text(name);
        return out.toByteArray();
    }

    String name() {
        return name;
    }

    WireField view(Layout layout) {
        return new WireField(name, type, selectable, record -> layout.take(record)[slot]);
    }

    List<String> also() {
        return also;
    }

    boolean inJson() {
        return json != Wire.Json.NEVER;
    }

    boolean inMsgpack() {
        return inMsgpack;
    }

    int slot() {
        return slot;
    }

    @Nullable Object zero() {
        return zero;
    }

    /** The name in msgpack. */
    byte[] key() {
        return key;
    }

    void pack(@Nullable Object value, MsgpackWriter out) {
        out.encoded(key);
        shape.packNullable(value, out);
    }

    @Nullable Object unpack(MsgpackReader in) throws WireException {
        return in.takeNil() ? zero : shape.unpack(in);
    }

    void print(@Nullable Object value, JsonWriter out) {
        if (json == Wire.Json.OMIT_EMPTY && (value == null || shape.isEmpty(value))) {
            return;
        }
        out.name(member);
        shape.printNullable(value, out);
    }

    Object parse(JsonSource in) throws JsonException {
        return shape.parse(in);
    }
}

package io.proconsul.model.wire;

import io.proconsul.json.JsonException;
import io.proconsul.json.JsonReader;
import io.proconsul.json.JsonWriter;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * Writes and reads records of one class as JSON and as msgpack, as {@link Wire} and {@link Flat} on
 * their components say. Any thread; keep codecs in constants or ask {@link #of} again, which is
 * cheap.
 *
 * <p>msgpack (wire reference, section 5.1; that of gossip, section 1): a map with every key,
 * sorted; text and bytes as raw; absent lists and maps as nil. When reading, missing keys and nil
 * give zero values, unknown keys are skipped, newer forms of text and bytes are taken. JSON as Go
 * does it: members in the order of declaration; read in any order and any case, the last of equal
 * ones counting, null leaving the zero value.
 *
 * @param <T> the records
 */
public final class RecordCodec<T> implements ValueCodec<T> {
    private static final ClassValue<RecordCodec<?>> KNOWN =
            new ClassValue<>() {
                @Override
                protected RecordCodec<?> computeValue(Class<?> type) {
                    if (!type.isRecord()) {
                        throw new IllegalArgumentException("not a record: " + type.getName());
                    }
                    return new RecordCodec<>(type, new RecordShape(type, Layout.of(type)));
                }
            };

    private final Class<?> type;
    private final RecordShape shape;

    private RecordCodec(Class<?> type, RecordShape shape) {
        this.type = type;
        this.shape = shape;
    }

    /**
     * The codec of a record class.
     *
     * @throws IllegalArgumentException when a component has no form on the wire
     */
    @SuppressWarnings("unchecked") // computed from that very class
    public static <T> RecordCodec<T> of(Class<T> type) {
        return (RecordCodec<T>) KNOWN.get(type);
    }

    /** A codec for two records in one map. Costly: keep it. */
    public static <A, B> RecordCodec<Joint<A, B>> joint(Class<A> first, Class<B> second) {
        var layout = new Layout(Joint.class, List.of(first, second));
        return new RecordCodec<>(Joint.class, new RecordShape(Joint.class, layout));
    }

    @Override
    public byte[] encodeBehind(byte[] head, T value) {
        var out = new MsgpackWriter();
        out.encoded(head);
        shape.pack(value, out);
        return out.toByteArray();
    }

    /** A byte, and behind it the record in msgpack. */
    public byte[] encode(byte first, T value) {
        var out = new MsgpackWriter();
        out.octet(first);
        shape.pack(value, out);
        return out.toByteArray();
    }

    /**
     * The record that these bytes hold, all of them.
     *
     * @throws WireException when they are cut, are not such a record or go on behind it
     */
    public T decode(byte[] bytes) throws WireException {
        return decode(bytes, 0, bytes.length);
    }

    @Override
    public T decode(byte[] bytes, int from, int length) throws WireException {
        var in = new MsgpackReader(bytes, from, length);
        T value = read(in);
        if (in.remaining() > 0) {
            throw new WireException(name() + " is followed by " + in.remaining() + " bytes more");
        }
        return value;
    }

    private T read(MsgpackReader in) throws WireException {
        try {
            return cast(shape.unpackElement(in));
        } catch (WireException e) {
            throw e.in(name());
        } catch (IllegalArgumentException e) {
            throw new WireException(name() + ": " + e.getMessage());
        }
    }

    /** Writes the record, or {@code null}, as a JSON value. */
    public void writeJson(@Nullable T value, JsonWriter out) {
        shape.printNullable(value, out);
    }

    /** Writes a list of records; {@code null} when there is none. */
    public void writeJsonList(@Nullable List<? extends T> values, JsonWriter out) {
        if (values == null) {
            out.nothing();
            return;
        }
        out.beginArray();
        values.forEach(value -> writeJson(value, out));
        out.endArray();
    }

    /** Writes records by name, sorted as Go sorts; {@code null} when there is no map. */
    public void writeJsonMap(@Nullable Map<String, ? extends T> values, JsonWriter out) {
        if (values == null) {
            out.nothing();
            return;
        }
        out.beginObject();
        for (String name : Containers.sortedKeys(values)) {
            out.name(name);
            writeJson(values.get(name), out);
        }
        out.endObject();
    }

    /**
     * Reads a record; {@code null} gives the record whose fields are all zero.
     *
     * @throws JsonException for a wrong type, an unknown member ({@code json: unknown field "X"}),
     *     bad base64 or a bad duration, with Go's text
     */
    public T readJson(JsonReader in) throws JsonException {
        return readJson(new JsonSource(in, false));
    }

    /** As {@link #readJson}, passing over unknown members. */
    public T readJsonLeniently(JsonReader in) throws JsonException {
        return readJson(new JsonSource(in, true));
    }

    private T readJson(JsonSource source) throws JsonException {
        try {
            return cast(shape.parseElement(source));
        } catch (IllegalArgumentException e) {
            throw source.failure(name() + ": " + e.getMessage());
        }
    }

    /** Reads an array of records; {@code null} gives an empty list. */
    public List<T> readJsonList(JsonReader in) throws JsonException {
        var list = new Containers.ListOf<>(shape);
        @SuppressWarnings("unchecked") // the shape makes records of that class only
        var records = (List<T>) list.parseElement(new JsonSource(in, false));
        return records;
    }

    /** The record whose fields are all zero. */
    public T zero() {
        return cast(shape.zero());
    }

    /** The fields that JSON shows, in its order. */
    public List<WireField> fields() {
        return shape.layout().fields().stream()
                .filter(Field::inJson)
                .map(field -> field.view(shape.layout()))
                .toList();
    }

    @SuppressWarnings("unchecked") // the shape makes records of that class only
    private T cast(Object record) {
        return (T) record;
    }

    private String name() {
        return type.getSimpleName();
    }
}

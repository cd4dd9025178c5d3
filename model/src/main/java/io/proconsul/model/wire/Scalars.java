package io.proconsul.model.wire;

import io.proconsul.json.JsonException;
import io.proconsul.json.JsonToken;
import io.proconsul.json.JsonWriter;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** The shapes of values that hold no others. */
final class Scalars {
    private static final byte[] NO_BYTES = {};

    private Scalars() {}

    static final class Text implements Shape<String> {
        @Override
        public String zero() {
            return "";
        }

        @Override
        public boolean isEmpty(String value) {
            return value.isEmpty();
        }

        @Override
        public String goType() {
            return "string";
        }

        @Override
        public void pack(String value, MsgpackWriter out) {
            out.text(value);
        }

        @Override
        public String unpack(MsgpackReader in) throws WireException {
            return in.text();
        }

        @Override
        public void print(String value, JsonWriter out) {
            out.string(value);
        }

        @Override
        public String parse(JsonSource in) throws JsonException {
            in.expect(JsonToken.STRING, goType());
            return in.reader().string();
        }
    }

    static final class Bool implements Shape<Boolean> {
        @Override
        public Boolean zero() {
            return false;
        }

        @Override
        public boolean isEmpty(Boolean value) {
            return !value;
        }

        @Override
        public String goType() {
            return "bool";
        }

        @Override
        public void pack(Boolean value, MsgpackWriter out) {
            out.bool(value);
        }

        @Override
        public Boolean unpack(MsgpackReader in) throws WireException {
            return in.bool();
        }

        @Override
        public void print(Boolean value, JsonWriter out) {
            out.bool(value);
        }

        @Override
        public Boolean parse(JsonSource in) throws JsonException {
            in.expect(JsonToken.BOOL, goType());
            return in.reader().bool();
        }
    }

    static final class Int implements Shape<Integer> {
        @Override
        public Integer zero() {
            return 0;
        }

        @Override
        public boolean isEmpty(Integer value) {
            return value == 0;
        }

        @Override
        public String goType() {
            return "int";
        }

        @Override
        public void pack(Integer value, MsgpackWriter out) {
            out.signed(value);
        }

        @Override
        public Integer unpack(MsgpackReader in) throws WireException {
            return in.integer();
        }

        @Override
        public void print(Integer value, JsonWriter out) {
            out.number(value);
        }

        @Override
        public Integer parse(JsonSource in) throws JsonException {
            in.expect(JsonToken.NUMBER, goType());
            String text = in.reader().number();
            try {
                return Integer.parseInt(text);
            } catch (NumberFormatException e) {
                throw in.mismatch("number " + text, goType());
            }
        }
    }

    /** 64 bits without a sign. */
    static final class Unsigned implements Shape<Long> {
        @Override
        public Long zero() {
            return 0L;
        }

        @Override
        public boolean isEmpty(Long value) {
            return value == 0;
        }

        @Override
        public String goType() {
            return "uint64";
        }

        @Override
        public void pack(Long value, MsgpackWriter out) {
            out.unsigned(value);
        }

        @Override
        public Long unpack(MsgpackReader in) throws WireException {
            return in.unsigned();
        }

        @Override
        public void print(Long value, JsonWriter out) {
            out.unsigned(value);
        }

        @Override
        public Long parse(JsonSource in) throws JsonException {
            in.expect(JsonToken.NUMBER, goType());
            String text = in.reader().number();
            try {
                return Long.parseUnsignedLong(text);
            } catch (NumberFormatException e) {
                throw in.mismatch("number " + text, goType());
            }
        }
    }

    static final class Float64 implements Shape<Double> {
        @Override
        public Double zero() {
            return 0.0;
        }

        @Override
        public boolean isEmpty(Double value) {
            return value == 0;
        }

        @Override
        public String goType() {
            return "float64";
        }

        @Override
        public void pack(Double value, MsgpackWriter out) {
            out.number(value);
        }

        @Override
        public Double unpack(MsgpackReader in) throws WireException {
            return in.number();
        }

        @Override
        public void print(Double value, JsonWriter out) {
            out.number(value);
        }

        @Override
        public Double parse(JsonSource in) throws JsonException {
            in.expect(JsonToken.NUMBER, goType());
            String text = in.reader().number();
            double value = Double.parseDouble(text);
            if (Double.isInfinite(value)) {
                throw in.mismatch("number " + text, goType());
            }
            return value;
        }
    }

    /** Bytes: base64 in JSON, where none at all are {@code null}. */
    static final class Bytes implements Shape<byte[]> {
        @Override
        public byte[] zero() {
            return NO_BYTES;
        }

        @Override
        public boolean isEmpty(byte[] value) {
            return value.length == 0;
        }

        @Override
        public String goType() {
            return "[]uint8";
        }

        @Override
        public void pack(byte[] value, MsgpackWriter out) {
            out.raw(value);
        }

        @Override
        public byte[] unpack(MsgpackReader in) throws WireException {
            return in.raw();
        }

        @Override
        public void print(byte[] value, JsonWriter out) {
            if (value.length == 0) {
                out.nothing(); // observed on 1.8.7: the value of a key written without one
            } else {
                out.base64(value);
            }
        }

        @Override
        public byte[] parse(JsonSource in) throws JsonException {
            in.expect(JsonToken.STRING, goType());
            try {
                return Base64Text.decode(in.reader().string());
            } catch (IllegalArgumentException e) {
                throw in.failure(String.valueOf(e.getMessage()));
            }
        }
    }

    /** A duration: nanoseconds in msgpack; in JSON nanoseconds or text, read as either. */
    record Span(boolean asText) implements Shape<Duration> {
        @Override
        public Duration zero() {
            return Duration.ZERO;
        }

        @Override
        public boolean isEmpty(Duration value) {
            return value.isZero();
        }

        @Override
        public String goType() {
            return "time.Duration";
        }

        @Override
        public void pack(Duration value, MsgpackWriter out) {
            out.signed(GoDuration.nanos(value));
        }

        @Override
        public Duration unpack(MsgpackReader in) throws WireException {
            long nanos = in.signed();
            return nanos == 0 ? Duration.ZERO : Duration.ofNanos(nanos);
        }

        @Override
        public void print(Duration value, JsonWriter out) {
            if (asText) {
                out.string(GoDuration.format(value));
            } else {
                out.number(GoDuration.nanos(value));
            }
        }

        @Override
        public Duration parse(JsonSource in) throws JsonException {
            return switch (in.reader().peek()) {
                case STRING -> text(in);
                case NUMBER -> Duration.ofNanos((long) Double.parseDouble(in.reader().number()));
                case OBJECT, ARRAY, BOOL, NULL -> {
                    in.reader().skip(); // observed on 1.8.7: {"LockDelay": true} means nothing
                    yield Duration.ZERO;
                }
            };
        }

        private static Duration text(JsonSource in) throws JsonException {
            try {
                return GoDuration.parse(in.reader().string());
            } catch (IllegalArgumentException e) {
                throw in.failure(String.valueOf(e.getMessage()));
            }
        }
    }

    /** A moment: 15 bytes in msgpack, RFC 3339 in JSON. */
    static final class Moment implements Shape<Instant> {
        @Override
        public Instant zero() {
            return GoTime.ZERO;
        }

        @Override
        public boolean isEmpty(Instant value) {
            return false; // as any structure in Go
        }

        @Override
        public String goType() {
            return "time.Time";
        }

        @Override
        public void pack(Instant value, MsgpackWriter out) {
            out.raw(GoTime.pack(value));
        }

        @Override
        public Instant unpack(MsgpackReader in) throws WireException {
            return GoTime.unpack(in.raw());
        }

        @Override
        public void print(Instant value, JsonWriter out) {
            out.string(GoTime.format(value));
        }

        @Override
        public Instant parse(JsonSource in) throws JsonException {
            String raw = new String(in.reader().raw(), StandardCharsets.UTF_8);
            try {
                return GoTime.parse(raw.substring(1, Math.max(1, raw.length() - 1)));
            } catch (IllegalArgumentException e) {
                throw in.failure(String.valueOf(e.getMessage()));
            }
        }
    }
}

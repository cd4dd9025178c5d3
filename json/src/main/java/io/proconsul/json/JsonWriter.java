package io.proconsul.json;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes JSON with Go's escapes, compact or indented, into a buffer that grows and is handed out
 * without a copy. Separators come by themselves; the caller writes a name in front of every member
 * and closes what it opens. One thread at a time.
 */
public final class JsonWriter {
    private static final int FIRST_SIZE = 256;

    /** Java arrays cannot be larger. */
    private static final int LARGEST_SIZE = Integer.MAX_VALUE - 8;

    /** For every ASCII character: 0 when it stands for itself, else the letter of its escape. */
    private static final byte[] ESCAPES = escapes();

    private static final byte[] HEX = ascii("0123456789abcdef");
    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");
    private static final byte[] NULL = ascii("null");

    /** Null when compact. */
    private final byte @Nullable [] indent;

    private byte[] buffer;
    private int length;
    private int depth;

    /** Whether something of the open level was written, so that a comma is due. */
    private boolean behindValue;

    /** Whether a name was written, so that no separator is due. */
    private boolean behindName;

    /** Writes compact JSON: no white space at all. */
    public JsonWriter() {
        this(null, FIRST_SIZE);
    }

    private JsonWriter(byte @Nullable [] indent, int size) {
        this.indent = indent;
        this.buffer = new byte[size];
    }

    /** Compact, with room for {@code size} bytes before the buffer grows. */
    public static JsonWriter ofSize(int size) {
        return new JsonWriter(null, size);
    }

    /** Every member and element on a line of its own, one {@code indent} deeper for each level. */
    public static JsonWriter indented(String indent) {
        return new JsonWriter(indent.getBytes(StandardCharsets.UTF_8), FIRST_SIZE);
    }

    /** Whether no white space is written. */
    public boolean isCompact() {
        return indent == null;
    }

    public JsonWriter beginObject() {
        return begin('{');
    }

    public JsonWriter endObject() {
        return end('}');
    }

    public JsonWriter beginArray() {
        return begin('[');
    }

    public JsonWriter endArray() {
        return end(']');
    }

    /** The name of the member whose value comes next. */
    public JsonWriter name(MemberName name) {
        separate();
        append(name.encoded());
        return named();
    }

    /** A name that is not known beforehand, as a map's key. */
    public JsonWriter name(String name) {
        separate();
        quote(name);
        put(':');
        return named();
    }

    public JsonWriter string(String value) {
        separate();
        quote(value);
        return written();
    }

    public JsonWriter number(long value) {
        separate();
        decimal(value);
        return written();
    }

    /** All 64 bits count: negative values are those from 2^63 on. */
    public JsonWriter unsigned(long value) {
        return value >= 0 ? number(value) : raw(ascii(Long.toUnsignedString(value)));
    }

    /**
     * @throws IllegalArgumentException for NaN and infinities, which JSON does not have
     */
    public JsonWriter number(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("json: unsupported value: " + value);
        }
        return raw(ascii(Doubles.format(value)));
    }

    public JsonWriter bool(boolean value) {
        return raw(value ? TRUE : FALSE);
    }

    public JsonWriter nothing() {
        return raw(NULL);
    }

    /** Bytes as a string of base64 with padding. */
    public JsonWriter base64(byte[] bytes) {
        separate();
        room(bytes.length / 3 * 4 + 6);
        buffer[length++] = '"';
        length = Base64Text.encode(bytes, buffer, length);
        buffer[length++] = '"';
        return written();
    }

    /** A value that was read: members in their order, numbers as they were written. */
    public JsonWriter tree(JsonValue value) {
        Tree.write(value, this);
        return this;
    }

    /** A value that is encoded already; it must be compact where this is. */
    public JsonWriter raw(byte[] json) {
        separate();
        append(json);
        return written();
    }

    /** A line feed behind the value, as pretty answers and files end. */
    public JsonWriter lineFeed() {
        put('\n');
        return this;
    }

    /** Bytes written so far. */
    public int length() {
        return length;
    }

    /** What was written, not copied: the writer must not be used any more. */
    public ByteBuffer toByteBuffer() {
        return ByteBuffer.wrap(buffer, 0, length);
    }

    /** What was written, as an array of exactly its length. */
    public byte[] toByteArray() {
        return length == buffer.length ? buffer : Arrays.copyOf(buffer, length);
    }

    @Override
    public String toString() {
        return new String(buffer, 0, length, StandardCharsets.UTF_8);
    }

    private JsonWriter begin(char bracket) {
        separate();
        put(bracket);
        depth++;
        behindValue = false;
        return this;
    }

    private JsonWriter end(char bracket) {
        depth--;
        if (behindValue) {
            newLine();
        }
        put(bracket);
        return written();
    }

    private void separate() {
        if (behindName) {
            behindName = false;
            return;
        }
        if (behindValue) {
            put(',');
        }
        if (depth > 0) {
            newLine();
        }
    }

    private JsonWriter named() {
        if (indent != null) {
            put(' ');
        }
        behindName = true;
        return this;
    }

    private JsonWriter written() {
        behindValue = true;
        return this;
    }

    private void newLine() {
        if (indent != null) {
            put('\n');
            for (int i = 0; i < depth; i++) {
                append(indent);
            }
        }
    }

    private void quote(String text) {
        int chars = text.length();
        room(chars + 2);
        buffer[length++] = '"';
        int plain = plain(text, chars);
        if (plain < chars) {
            escape(text, plain);
        }
        put('"');
    }

    /** Writes the characters that stand for themselves, up to the first one that does not. */
    private int plain(String text, int chars) {
        byte[] out = buffer;
        int to = length;
        int i = 0;
        for (; i < chars; i++) {
            char c = text.charAt(i);
            if (c >= 0x80 || ESCAPES[c] != 0) {
                break;
            }
            out[to++] = (byte) c;
        }
        length = to;
        return i;
    }

    private void escape(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                i += beyondAscii(text, i) - 1;
            } else if (ESCAPES[c] == 0) {
                put(c);
            } else if (ESCAPES[c] == 'u') {
                unicode(c);
            } else {
                put('\\');
                put((char) ESCAPES[c]);
            }
        }
    }

    /** Writes the character at {@code i}; returns how many chars it took. */
    private int beyondAscii(String text, int i) {
        int rune = text.codePointAt(i);
        if (rune == 0x2028 || rune == 0x2029) {
            unicode(rune);
        } else if (rune >= 0xD800 && rune <= 0xDFFF) {
            unicode(Utf8.REPLACEMENT);
        } else {
            append(Character.toString(rune).getBytes(StandardCharsets.UTF_8));
        }
        return Character.charCount(rune);
    }

    private void unicode(int c) {
        room(6);
        buffer[length++] = '\\';
        buffer[length++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) {
            buffer[length++] = HEX[c >> shift & 15];
        }
    }

    private void decimal(long value) {
        if (value == Long.MIN_VALUE) {
            append(ascii("-9223372036854775808"));
            return;
        }
        room(20);
        long rest = value;
        if (value < 0) {
            buffer[length++] = '-';
            rest = -value;
        }
        int digits = 1;
        for (long power = 10; digits < 19 && rest >= power; power *= 10) {
            digits++;
        }
        for (int i = length + digits - 1; i >= length; i--) {
            buffer[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    private void put(char c) {
        room(1);
        buffer[length++] = (byte) c;
    }

    private void append(byte[] bytes) {
        room(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }

    private void room(int more) {
        if (more > buffer.length - length) {
            grow(more);
        }
    }

    private void grow(int more) {
        if (more > LARGEST_SIZE - length) {
            throw new OutOfMemoryError("JSON text of more than 2 GiB");
        }
        int twice = buffer.length > LARGEST_SIZE / 2 ? LARGEST_SIZE : buffer.length * 2;
        buffer = Arrays.copyOf(buffer, Math.max(length + more, twice));
    }

    private static byte[] escapes() {
        byte[] escapes = new byte[0x80];
        Arrays.fill(escapes, 0, ' ', (byte) 'u');
        for (char c : new char[] {'<', '>', '&'}) {
            escapes[c] = 'u';
        }
        escapes['"'] = '"';
        escapes['\\'] = '\\';
        escapes['\n'] = 'n';
        escapes['\r'] = 'r';
        escapes['\t'] = 't';
        return escapes;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}

package io.proconsul.http.message;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The headers of a request, left as the bytes they came in until somebody asks for one. Names
 * compare without regard to case.
 */
public final class Headers {
    public static final Headers NONE = new Headers(new byte[0], new int[0]);

    /** Per header: where its name begins and ends, where its value begins and ends. */
    private static final int STRIDE = 4;

    private final byte[] block;
    private final int[] spans;

    /**
     * @param block the bytes the spans point into; not copied
     * @param spans for each header four offsets: name from and to, value from and to (trimmed)
     */
    public Headers(byte[] block, int[] spans) {
        this.block = block;
        this.spans = spans;
    }

    /** Headers given as {@code name, value, name, value}. */
    public static Headers of(List<String> namesAndValues) {
        var bytes = new StringBuilder();
        int[] spans = new int[namesAndValues.size() * 2];
        for (int i = 0; i < namesAndValues.size(); i++) {
            spans[i * 2] = bytes.length();
            bytes.append(latin(namesAndValues.get(i)));
            spans[i * 2 + 1] = bytes.length();
        }
        return new Headers(bytes.toString().getBytes(StandardCharsets.ISO_8859_1), spans);
    }

    private static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** The value of the first header of that name; null when there is none. */
    public @Nullable String first(String name) {
        int at = find(name, 0);
        return at < 0 ? null : value(at);
    }

    /** The value of the first header of that name; empty when there is none. */
    public String firstOr(String name, String other) {
        String value = first(name);
        return value == null ? other : value;
    }

    /** The values of all headers of that name, in order. */
    public List<String> all(String name) {
        var values = new ArrayList<String>(1);
        for (int at = find(name, 0); at >= 0; at = find(name, at + STRIDE)) {
            values.add(value(at));
        }
        return values;
    }

    private int find(String name, int from) {
        int length = name.length();
        for (int at = from; at < spans.length; at += STRIDE) {
            if (spans[at + 1] - spans[at] == length && sameName(name, spans[at])) {
                return at;
            }
        }
        return -1;
    }

    private boolean sameName(String name, int from) {
        for (int i = 0; i < name.length(); i++) {
            if (lower(block[from + i]) != lower((byte) name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static int lower(byte c) {
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    }

    private String value(int at) {
        int from = spans[at + 2];
        return new String(block, from, spans[at + 3] - from, StandardCharsets.UTF_8);
    }
}

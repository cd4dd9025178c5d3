package io.proconsul.cli.client;

import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One request: a method, a path that is escaped already where it must be, parameters, and perhaps a
 * body.
 */
public final class ApiRequest {
    private static final String UNESCAPED = "-_.~";
    private static final String UNESCAPED_IN_PATH = "-_.~$&+,/:;=@";

    private final String method;
    private final String path;
    private final Map<String, List<String>> parameters = new TreeMap<>();
    private byte @Nullable [] body;
    private @Nullable InputStream streamed;

    private ApiRequest(String method, String path) {
        this.method = method;
        this.path = path;
    }

    public static ApiRequest get(String path) {
        return new ApiRequest("GET", path);
    }

    public static ApiRequest put(String path) {
        return new ApiRequest("PUT", path);
    }

    public static ApiRequest delete(String path) {
        return new ApiRequest("DELETE", path);
    }

    public static ApiRequest post(String path) {
        return new ApiRequest("POST", path);
    }

    /** Sets a parameter; later ones of the same name replace earlier ones. */
    public ApiRequest with(String name, String value) {
        parameters.put(name, new ArrayList<>(List.of(value)));
        return this;
    }

    /** Adds a parameter beside those of the same name. */
    public ApiRequest adding(String name, String value) {
        parameters.computeIfAbsent(name, key -> new ArrayList<>(1)).add(value);
        return this;
    }

    /** Adds a parameter unless its value is empty. */
    public ApiRequest withGiven(String name, String value) {
        return value.isEmpty() ? this : with(name, value);
    }

    public ApiRequest body(byte[] bytes) {
        body = bytes;
        return this;
    }

    public ApiRequest body(String text) {
        return body(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A body of any length, read once and to its end while it is sent. */
    public ApiRequest body(InputStream source) {
        streamed = source;
        return this;
    }

    @Nullable InputStream source() {
        return streamed;
    }

    String method() {
        return method;
    }

    byte @Nullable [] bytes() {
        return body;
    }

    /** Path and parameters as they stand in the request line; parameters sorted by name. */
    String target() {
        StringBuilder target = new StringBuilder(path);
        char separator = '?';
        for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
            for (String value : parameter.getValue()) {
                target.append(separator).append(escape(parameter.getKey(), UNESCAPED, '+'));
                target.append('=').append(escape(value, UNESCAPED, '+'));
                separator = '&';
            }
        }
        return target.toString();
    }

    /**
     * A piece of a path, for example a key, with everything escaped that a path cannot hold;
     * slashes stay.
     */
    public static String escapePath(String piece) {
        return escape(piece, UNESCAPED_IN_PATH, ' ');
    }

    /**
     * @param blank what a blank becomes; a blank means it is escaped like the rest
     */
    private static String escape(String text, String unescaped, char blank) {
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || unescaped.indexOf(c) >= 0) {
                escaped.append(c);
            } else if (c == ' ' && blank != ' ') {
                escaped.append(blank);
            } else {
                escaped.append('%').append(hex(c >> 4)).append(hex(c & 0xf));
            }
        }
        return escaped.toString();
    }

    private static char hex(int digit) {
        return "0123456789ABCDEF".charAt(digit);
    }
}

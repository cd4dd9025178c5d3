package io.proconsul.http.message;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The parameters behind the question mark, decoded. Of repeated ones the first counts unless
 * somebody asks for all. Immutable.
 */
public final class Query {
    public static final Query NONE = new Query(List.of());

    /** Names and values in turn, in the order they came. */
    private final List<String> pairs;

    private Query(List<String> pairs) {
        this.pairs = pairs;
    }

    /**
     * Reads a query string.
     *
     * @param raw without the question mark, bytes above 127 as Latin-1 characters
     */
    public static Query parse(String raw) throws BadEscapeException {
        if (raw.isEmpty()) {
            return NONE;
        }
        var pairs = new ArrayList<String>(8);
        int from = 0;
        while (from < raw.length()) {
            int to = end(raw, from);
            if (to > from) {
                add(pairs, raw, from, to);
            }
            from = to + 1;
        }
        return new Query(pairs);
    }

    /** Both {@code &} and {@code ;} end a pair. */
    private static int end(String raw, int from) {
        int i = from;
        while (i < raw.length() && raw.charAt(i) != '&' && raw.charAt(i) != ';') {
            i++;
        }
        return i;
    }

    private static void add(List<String> pairs, String raw, int from, int to)
            throws BadEscapeException {
        int equals = raw.indexOf('=', from);
        boolean named = equals >= 0 && equals < to;
        pairs.add(Percent.decodeQuery(raw.substring(from, named ? equals : to)));
        pairs.add(named ? Percent.decodeQuery(raw.substring(equals + 1, to)) : "");
    }

    /** Whether it is there at all, with a value or without. */
    public boolean has(String name) {
        return value(name) != null;
    }

    /** The first value; empty when it has none or is not there. */
    public String first(String name) {
        String value = value(name);
        return value == null ? "" : value;
    }

    /** The first value; null when it is not there. */
    public @Nullable String value(String name) {
        for (int i = 0; i < pairs.size(); i += 2) {
            if (pairs.get(i).equals(name)) {
                return pairs.get(i + 1);
            }
        }
        return null;
    }

    /** All values in order. */
    public List<String> all(String name) {
        if (pairs.isEmpty()) {
            return List.of();
        }
        var values = new ArrayList<String>(2);
        for (int i = 0; i < pairs.size(); i += 2) {
            if (pairs.get(i).equals(name)) {
                values.add(pairs.get(i + 1));
            }
        }
        return values;
    }

    /** Encoded anew, names in alphabetical order, as error texts quote it. */
    public String encoded() {
        var byName = new TreeMap<String, List<String>>();
        for (int i = 0; i < pairs.size(); i += 2) {
            byName.computeIfAbsent(pairs.get(i), name -> new ArrayList<>()).add(pairs.get(i + 1));
        }
        var out = new StringBuilder();
        byName.forEach((name, values) ->
                values.forEach(value ->
                        out.append('&')
                                .append(Percent.encodeQuery(name))
                                .append('=')
                                .append(Percent.encodeQuery(value))));
        return out.isEmpty() ? "" : out.substring(1);
    }
}

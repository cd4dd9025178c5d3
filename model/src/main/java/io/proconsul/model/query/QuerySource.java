package io.proconsul.model.query;

/**
 * From where distance is measured when results are sorted by round-trip time. All fields empty: do
 * not sort.
 */
public record QuerySource(String datacenter, String segment, String node, String ip) {
    /** Unsorted. */
    public static final QuerySource NONE = new QuerySource("", "", "", "");
}

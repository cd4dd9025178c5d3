package io.proconsul.model.query;

/**
 * What every write carries beside its subject.
 *
 * @param token the caller's secret; empty means none was given
 */
public record WriteOptions(String token) {
    /** A write without a token. */
    public static final WriteOptions NONE = new WriteOptions("");
}

package io.proconsul.model.wire;

/**
 * Two records whose fields stand in one map, as a reply's and its query meta's do (wire reference,
 * section 5.1).
 */
public record Joint<A, B>(@Flat A first, @Flat B second) {}

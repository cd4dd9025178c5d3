package io.proconsul.model.preparedquery;

/** The query that would be executed, with its templates filled in. */
public record ExplainReply(PreparedQuery query) {}

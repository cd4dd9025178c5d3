package io.proconsul.server.query;

import io.proconsul.model.query.QueryMeta;

/** What this server can say now about how fresh its state is. Any thread; must be cheap. */
public interface Freshness {
    /** The meta of an answer with that index; an index of 0 is raised to 1. */
    QueryMeta of(long index);
}

package io.proconsul.model.preparedquery;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Wire reference: IndexedPreparedQueries. */
public record PreparedQueries(@Nullable List<PreparedQuery> queries) {}

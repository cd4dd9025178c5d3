package io.proconsul.model.filter;

import org.jspecify.annotations.Nullable;

/** A question about a value, which may be absent. */
interface Condition {
    boolean holds(@Nullable Object value);
}

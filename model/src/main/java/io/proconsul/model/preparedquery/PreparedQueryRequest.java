package io.proconsul.model.preparedquery;

import io.proconsul.model.query.Write;
import io.proconsul.model.query.WriteOptions;
import io.proconsul.model.wire.Flat;

/**
 * Creates, changes or deletes a prepared query.
 *
 * @param op one of the constants
 * @param query only its id counts for {@link #DELETE}
 */
public record PreparedQueryRequest(
        String datacenter, String op, PreparedQuery query, @Flat WriteOptions options)
        implements Write {
    public static final String CREATE = "create";
    public static final String UPDATE = "update";
    public static final String DELETE = "delete";
}

package io.proconsul.model.session;

import io.proconsul.model.query.Write;
import io.proconsul.model.query.WriteOptions;
import io.proconsul.model.wire.Flat;

/** Creates or destroys a session. */
public record SessionRequest(
        String datacenter, String op, Session session, @Flat WriteOptions options)
        implements Write {
    public static final String CREATE = "create";
    public static final String DESTROY = "destroy";
}

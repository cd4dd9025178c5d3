package io.proconsul.model.operator;

import io.proconsul.model.query.Query;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.wire.Flat;

/**
 * Lists or changes the keys that gossip is encrypted with.
 *
 * @param operation one of the constants
 * @param key base64, empty for {@link #LIST}
 * @param relayFactor each member answers through so many others as well, 0 to 5
 * @param forwarded sent on by a server of another datacenter: only this one's pool is meant
 * @param localOnly only the pool of the asked server's datacenter
 */
public record KeyringRequest(
        String operation,
        String key,
        String datacenter,
        boolean forwarded,
        long relayFactor,
        boolean localOnly,
        @Flat QueryOptions options)
        implements Query {
    public static final String LIST = "list";
    public static final String INSTALL = "install";
    public static final String USE = "use";
    public static final String REMOVE = "remove";

    @Override
    public KeyringRequest withOptions(QueryOptions other) {
        return new KeyringRequest(
                operation, key, datacenter, forwarded, relayFactor, localOnly, other);
    }
}

package io.proconsul.model.operator;

import io.proconsul.model.query.Write;
import io.proconsul.model.query.WriteOptions;
import io.proconsul.model.wire.Flat;
import io.proconsul.model.wire.Wire;

/**
 * Takes a server out of the replicated log (wire reference: RaftRemovePeerRequest).
 *
 * @param address {@code host:port}, for the method that removes by address; else empty
 * @param id node id, for the method that removes by id; else empty
 */
public record RemovePeerRequest(
        String datacenter, String address, @Wire("ID") String id, @Flat WriteOptions options)
        implements Write {}

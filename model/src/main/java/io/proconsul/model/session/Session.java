package io.proconsul.model.session;

import io.proconsul.model.wire.Wire;
import io.proconsul.model.wire.Wire.Json;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/**
 * What locks belong to: alive as long as its node, its checks and its time-to-live are.
 *
 * @param lockDelay after an invalidation, how long its keys cannot be locked
 * @param behavior {@link #RELEASE} or {@link #DELETE}: what happens to held keys
 * @param ttl Go duration text; empty means no expiry
 * @param nodeChecks checks of the node that must not turn critical
 * @param checks the same in old clients' form
 */
public record Session(
        @Wire("ID") String id,
        String name,
        String node,
        Duration lockDelay,
        String behavior,
        @Wire("TTL") String ttl,
        @Nullable List<String> nodeChecks,
        @Nullable List<ServiceCheck> serviceChecks,
        @Wire(json = Json.OMIT_EMPTY) @Nullable List<String> checks,
        long createIndex,
        long modifyIndex) {

    public static final String RELEASE = "release";
    public static final String DELETE = "delete";

    /** A check of a service that a session depends on. */
    public record ServiceCheck(@Wire("ID") String id, String namespace) {}
}

package io.proconsul.server.endpoint;

import io.proconsul.model.session.Session;
import io.proconsul.model.wire.GoDuration;
import io.proconsul.rpc.RpcException;

import java.time.Duration;

/**
 * What a new session may ask for.
 *
 * @param shortestTtl shorter times-to-live are refused ({@code session_ttl_min})
 */
public record SessionRules(Duration shortestTtl) {
    private static final Duration LONGEST_TTL = Duration.ofHours(24);

    /**
     * The session with its id and what was left out.
     *
     * @throws RpcException when its behaviour is unknown or its time-to-live not allowed
     */
    Session complete(Session wanted, String id) {
        String behavior = behavior(wanted.behavior());
        if (!wanted.ttl().isEmpty()) {
            requireTtl(wanted.ttl());
        }
        return new Session(
                id,
                wanted.name(),
                wanted.node(),
                wanted.lockDelay(),
                behavior,
                wanted.ttl(),
                wanted.nodeChecks(),
                wanted.serviceChecks(),
                wanted.checks(),
                wanted.createIndex(),
                wanted.modifyIndex());
    }

    private static String behavior(String wanted) {
        return switch (wanted) {
            case "", Session.RELEASE -> Session.RELEASE;
            case Session.DELETE -> Session.DELETE;
            default -> throw new RpcException("Invalid Behavior setting '" + wanted + "'");
        };
    }

    /** Zero means that the session does not expire. */
    private void requireTtl(String text) {
        Duration ttl = parse(text);
        boolean fits = ttl.compareTo(shortestTtl) >= 0 && ttl.compareTo(LONGEST_TTL) <= 0;
        if (!ttl.isZero() && !fits) {
            throw new RpcException(
                    "Invalid Session TTL '%d', must be between [%s=%s]"
                            .formatted(
                                    ttl.toNanos(),
                                    GoDuration.format(shortestTtl),
                                    GoDuration.format(LONGEST_TTL)));
        }
    }

    private static Duration parse(String text) {
        try {
            return GoDuration.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw new RpcException("Session TTL '" + text + "' invalid: " + wrong.getMessage());
        }
    }
}

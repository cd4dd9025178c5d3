package io.proconsul.model.operator;

import io.proconsul.model.wire.Wire;

import java.time.Duration;
import java.time.Instant;

/**
 * What the autopilot thinks of a server.
 *
 * @param serfStatus 0 none, 1 alive, 2 leaving, 3 left, 4 failed
 * @param lastContact time since it heard the leader; negative for never
 * @param stableSince when {@code healthy} last changed
 */
public record ServerHealth(
        @Wire("ID") String id,
        String name,
        String address,
        int serfStatus,
        String version,
        boolean leader,
        Duration lastContact,
        long lastTerm,
        long lastIndex,
        boolean healthy,
        boolean voter,
        Instant stableSince) {}

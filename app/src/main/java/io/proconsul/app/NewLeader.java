package io.proconsul.app;

import io.proconsul.agent.member.PoolMembers;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;

/** The event with which a new leader makes itself known (gossip reference, section 8.3). */
final class NewLeader {
    static final String EVENT = "consul:new-leader";

    private final Logger log;

    NewLeader(boolean server) {
        log = LoggerFactory.getLogger(server ? "agent.server" : "agent.client");
    }

    /** Tells all agents of the datacenter. */
    static void tell(PoolMembers members, String leader) {
        var _ = members.tellAll(EVENT, leader.getBytes(StandardCharsets.UTF_8));
    }

    /** The event has come. */
    void heard(byte @Nullable [] leader) {
        String name = leader == null ? "" : new String(leader, StandardCharsets.UTF_8);
        log.atInfo().addKeyValue("payload", name).log("New leader elected");
    }
}

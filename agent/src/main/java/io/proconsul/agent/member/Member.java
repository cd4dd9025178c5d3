package io.proconsul.agent.member;

import io.proconsul.model.wire.Wire;

import java.util.Map;

/**
 * An agent of the cluster, as {@code /v1/agent/members} shows it.
 *
 * @param tags what the agent says about itself (gossip reference, section 8.2)
 * @param status the number of {@link MemberStatus}
 */
public record Member(
        String name,
        @Wire("Addr") String address,
        int port,
        Map<String, String> tags,
        int status,
        int protocolMin,
        int protocolMax,
        int protocolCur,
        int delegateMin,
        int delegateMax,
        int delegateCur) {}

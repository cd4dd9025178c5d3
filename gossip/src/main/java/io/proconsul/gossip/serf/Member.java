package io.proconsul.gossip.serf;

import io.proconsul.gossip.wire.Address;
import io.proconsul.gossip.wire.Peer;
import io.proconsul.gossip.wire.Tags;
import io.proconsul.gossip.wire.Versions;

import java.util.Collections;
import java.util.Map;

/** A member of a pool as others see it. */
public record Member(
        String name,
        Address address,
        Map<String, String> tags,
        MemberStatus status,
        Versions versions) {

    public Member {
        tags = Collections.unmodifiableMap(tags);
    }

    static Member of(Peer peer, MemberStatus status) {
        return new Member(
                peer.name(), peer.address(), Tags.decode(peer.meta()), status, peer.versions());
    }
}

package io.proconsul.app;

import io.proconsul.gossip.serf.PoolEvent;
import io.proconsul.gossip.wire.Versions;
import io.proconsul.server.leader.Member;

import java.util.List;

/** Members of the LAN pool as the server's duties see them. */
final class ClusterMembers {
    private ClusterMembers() {}

    static List<Member> of(List<io.proconsul.gossip.serf.Member> members) {
        return members.stream().map(member -> of(member, status(member))).toList();
    }

    static Member of(PoolEvent.OfMember event) {
        return of(
                event.member(),
                event instanceof PoolEvent.Reaped ? Member.Status.REAPED : status(event.member()));
    }

    private static Member of(io.proconsul.gossip.serf.Member member, Member.Status status) {
        Versions versions = member.versions();
        return new Member(
                member.name(),
                member.address().ipText(),
                member.tags(),
                status,
                new Member.SerfProtocol(versions.least(), versions.most(), versions.current()));
    }

    private static Member.Status status(io.proconsul.gossip.serf.Member member) {
        return switch (member.status()) {
            case ALIVE -> Member.Status.ALIVE;
            case LEAVING -> Member.Status.LEAVING;
            case LEFT, NONE -> Member.Status.LEFT;
            case FAILED -> Member.Status.FAILED;
        };
    }
}

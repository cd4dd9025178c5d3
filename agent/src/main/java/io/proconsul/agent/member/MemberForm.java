package io.proconsul.agent.member;

import io.proconsul.gossip.PoolSettings;
import io.proconsul.gossip.serf.MemberStatus;
import io.proconsul.gossip.wire.Address;
import io.proconsul.gossip.wire.Versions;

import java.util.TreeMap;

/** Members as {@code /v1/agent/members} shows them, tags sorted as Go sorts maps. */
final class MemberForm {
    private MemberForm() {}

    static Member of(io.proconsul.gossip.serf.Member member) {
        Versions versions = member.versions();
        return new Member(
                member.name(),
                member.address().ipText(),
                member.address().port(),
                new TreeMap<>(member.tags()),
                member.status().code(),
                versions.least(),
                versions.most(),
                versions.current(),
                versions.serfLeast(),
                versions.serfMost(),
                versions.serfCurrent());
    }

    /** An agent whose pool has not begun. */
    static Member alone(PoolSettings settings) {
        return of(
                new io.proconsul.gossip.serf.Member(
                        settings.name(),
                        settings.advertise().orElseGet(() -> Address.of(settings.bind())),
                        settings.tags(),
                        MemberStatus.ALIVE,
                        settings.versions()));
    }
}

package io.proconsul.agent.member;

import io.proconsul.agent.node.NodeIdentity;
import io.proconsul.gossip.serf.Member;
import io.proconsul.gossip.serf.MemberStatus;
import io.proconsul.gossip.serf.MergeCheck;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps agents of other datacenters and copies of node ids out of the LAN pool (gossip reference,
 * section 8.4). The words are 1.8.7's, with this agent's side behind them.
 */
public final class LanCheck implements MergeCheck {
    private static final String SEGMENT = "";

    private final NodeIdentity self;

    public LanCheck(NodeIdentity self) {
        this.self = self;
    }

    @Override
    public @Nullable String refusal(List<Member> members) {
        Map<String, String> namesById = new HashMap<>();
        for (Member member : members) {
            String refusal = refusal(member, namesById);
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    private @Nullable String refusal(Member member, Map<String, String> namesById) {
        String id = member.tags().getOrDefault("id", "");
        if (!id.isEmpty()) {
            if (member.status() == MemberStatus.LEFT) {
                return null;
            }
            if (id.equals(self.id()) && !member.name().equals(self.name())) {
                return conflict(member, id, "this agent's ID (" + self.name() + ")");
            }
            String other = BuildVersion.isAtLeast(member, 0, 8, 5) ? namesById.get(id) : null;
            if (other != null) {
                return conflict(member, id, "member '" + other + "'");
            }
            namesById.put(id, member.name());
        }
        return isConsul(member) ? misplaced(member) : null;
    }

    private static String conflict(Member member, String id, String with) {
        return "Member '" + member.name() + "' has conflicting node ID '" + id + "' with " + with;
    }

    private static boolean isConsul(Member member) {
        String role = member.tags().getOrDefault("role", "");
        return role.equals("node") || role.equals("consul");
    }

    private @Nullable String misplaced(Member member) {
        String datacenter = member.tags().getOrDefault("dc", "");
        if (!datacenter.equals(self.datacenter())) {
            return "Member '"
                    + member.name()
                    + "' part of wrong datacenter '"
                    + datacenter
                    + "' ("
                    + self.name()
                    + " is part of '"
                    + self.datacenter()
                    + "')";
        }
        String segment = member.tags().getOrDefault("segment", "<none>");
        return segment.equals(SEGMENT)
                ? null
                : "Member '"
                        + member.name()
                        + "' part of wrong segment '"
                        + segment
                        + "' (expected '"
                        + SEGMENT
                        + "')";
    }
}

package io.proconsul.agent.member;

import io.proconsul.gossip.serf.Member;
import io.proconsul.gossip.serf.MergeCheck;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Keeps everybody but servers out of the WAN pool (gossip reference, section 8.4). */
public final class WanCheck implements MergeCheck {
    private final String self;

    /**
     * @param self this server's name in the WAN pool
     */
    public WanCheck(String self) {
        this.self = self;
    }

    @Override
    public @Nullable String refusal(List<Member> members) {
        for (Member member : members) {
            if (!ServerTags.areServers(member.tags())) {
                return "Member '"
                        + member.name()
                        + "' is not a server ("
                        + self
                        + " takes servers only into its WAN pool)";
            }
        }
        return null;
    }
}

package io.proconsul.agent.member;

import io.proconsul.gossip.serf.Member;
import io.proconsul.gossip.serf.MergeCheck;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Predicate;

/**
 * Keeps members outside some networks out of a pool ({@code serf_lan_allowed_cidrs}). They are left
 * out one by one, as they turn up; a pool that has one among others may still be joined.
 */
public final class AllowedNetworks implements MergeCheck {
    private final Predicate<InetAddress> allowed;
    private final MergeCheck then;

    /**
     * @param then asked about those who are inside
     */
    public AllowedNetworks(Predicate<InetAddress> allowed, MergeCheck then) {
        this.allowed = allowed;
        this.then = then;
    }

    @Override
    public @Nullable String refusal(List<Member> members) {
        if (members.size() == 1) {
            Member member = members.getFirst();
            if (!member.address().isUsable()
                    || !allowed.test(member.address().toSocket().getAddress())) {
                return "Member '"
                        + member.name()
                        + "' has the address "
                        + member.address().ipText()
                        + ", which no allowed network contains";
            }
        }
        return then.refusal(members);
    }
}

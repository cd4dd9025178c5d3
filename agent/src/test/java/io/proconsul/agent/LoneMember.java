package io.proconsul.agent;

import io.proconsul.agent.member.AgentTags;
import io.proconsul.agent.member.Member;
import io.proconsul.agent.member.Members;
import io.proconsul.agent.member.MembershipException;
import io.proconsul.agent.node.NodeIdentity;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A cluster of one that nobody can join. */
final class LoneMember implements Members {
    private static final AgentTags TAGS = new AgentTags("1.8.7:", 8302, 8300, false, 0, "0", false);

    private final NodeIdentity node;

    LoneMember(NodeIdentity node) {
        this.node = node;
    }

    @Override
    public Member self() {
        return member(node.name(), 8301, TAGS.lan(node));
    }

    private Member member(String name, int port, Map<String, String> tags) {
        return new Member(name, node.address(), port, tags, 1, 1, 5, 2, 2, 5, 4);
    }

    @Override
    public List<Member> lan() {
        return List.of(self());
    }

    @Override
    public List<Member> wan() {
        return List.of(member(node.name() + "." + node.datacenter(), 8302, TAGS.wan(node)));
    }

    @Override
    public int aliveCount() {
        return 1;
    }

    @Override
    public CompletableFuture<Integer> join(List<String> addresses, boolean wan) {
        return CompletableFuture.failedFuture(new MembershipException("alone"));
    }

    @Override
    public CompletableFuture<Void> forceLeave(String member, boolean prune) {
        return CompletableFuture.failedFuture(
                new MembershipException("agent: No node found with name '" + member + "'"));
    }

    @Override
    public CompletableFuture<Void> leave() {
        return CompletableFuture.completedFuture(null);
    }
}

package io.proconsul.agent;

import io.proconsul.agent.member.Member;
import io.proconsul.agent.member.Members;
import io.proconsul.agent.member.MembershipException;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A cluster of one that nobody can join. */
final class LoneMember implements Members {
    private final String name;

    LoneMember(String name) {
        this.name = name;
    }

    @Override
    public Member self() {
        return new Member(name, "127.0.0.1", 8301, Map.of("dc", "dc1"), 1, 1, 5, 2, 2, 5, 4);
    }

    @Override
    public List<Member> lan() {
        return List.of(self());
    }

    @Override
    public List<Member> wan() {
        return List.of();
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
    public CompletableFuture<Void> forceLeave(String node, boolean prune) {
        return CompletableFuture.failedFuture(new MembershipException("alone"));
    }

    @Override
    public CompletableFuture<Void> leave() {
        return CompletableFuture.completedFuture(null);
    }
}

package io.proconsul.http;

import io.proconsul.agent.member.Member;
import io.proconsul.agent.member.Members;
import io.proconsul.agent.member.MembershipException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A cluster of one that notes who wants to join or leave. */
final class FakeMembers implements Members {
    final List<String> done = new ArrayList<>();

    @Override
    public Member self() {
        return member("vec");
    }

    private static Member member(String name) {
        return new Member(name, "127.0.0.1", 8301, Map.of("dc", "dc1"), 1, 1, 5, 2, 2, 5, 4);
    }

    @Override
    public List<Member> lan() {
        return List.of(self(), member("other"));
    }

    @Override
    public List<Member> wan() {
        return List.of(member("vec.dc1"));
    }

    @Override
    public int aliveCount() {
        return 2;
    }

    @Override
    public CompletableFuture<Integer> join(List<String> addresses, boolean wan) {
        done.add("join " + addresses + (wan ? " wan" : ""));
        return addresses.contains("nowhere")
                ? CompletableFuture.failedFuture(new MembershipException("no such host"))
                : CompletableFuture.completedFuture(1);
    }

    @Override
    public CompletableFuture<Void> forceLeave(String node, boolean prune) {
        done.add("force-leave " + node + (prune ? " prune" : ""));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> leave() {
        return CompletableFuture.completedFuture(null);
    }
}

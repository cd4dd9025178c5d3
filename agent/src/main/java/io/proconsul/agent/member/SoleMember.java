package io.proconsul.agent.member;

import io.proconsul.agent.node.NodeIdentity;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * An agent that is alone: what {@code /v1/agent/members} shows of it is what a gossiping one shows
 * of itself (vectors agent-001 to agent-003, gossip reference section 8.2).
 */
public final class SoleMember implements Members {
    private static final String PROTOCOL = "2";
    private static final String PROTOCOL_MIN = "2";
    private static final String PROTOCOL_MAX = "3";

    private final Supplier<NodeIdentity> node;
    private final Details details;

    /**
     * What gossip tells about an agent beside its identity.
     *
     * @param build version, a colon, revision; programs read the first three numbers
     * @param lanPort gossip port of the LAN pool
     * @param wanPort gossip port of the WAN pool; 0 or less: there is none
     * @param serverPort RPC port; servers only
     * @param bootstrap the server may elect itself
     * @param expect {@code bootstrap_expect} when greater than 1
     * @param accessControl {@code 0} off, {@code 1} on
     * @param tls the server has certificates of authorities
     */
    public record Details(
            String build,
            int lanPort,
            int wanPort,
            int serverPort,
            boolean bootstrap,
            int expect,
            String accessControl,
            boolean tls) {}

    public SoleMember(Supplier<NodeIdentity> node, Details details) {
        this.node = node;
        this.details = details;
    }

    @Override
    public Member self() {
        return member(node.get().name(), details.lanPort(), tags(true));
    }

    @Override
    public List<Member> lan() {
        return List.of(self());
    }

    @Override
    public List<Member> wan() {
        NodeIdentity self = node.get();
        return self.server() && details.wanPort() > 0
                ? List.of(
                        member(
                                self.name() + "." + self.datacenter(),
                                details.wanPort(),
                                tags(false)))
                : List.of();
    }

    private Member member(String name, int port, Map<String, String> tags) {
        return new Member(
                name,
                node.get().address(),
                port,
                tags,
                MemberStatus.ALIVE.number(),
                1,
                5,
                2,
                2,
                5,
                4);
    }

    private Map<String, String> tags(boolean lan) {
        NodeIdentity self = node.get();
        Map<String, String> tags = new TreeMap<>();
        tags.put("acls", details.accessControl());
        tags.put("build", details.build());
        tags.put("dc", self.datacenter());
        tags.put("id", self.id());
        tags.put("role", self.server() ? "consul" : "node");
        tags.put("segment", "");
        tags.put("vsn", PROTOCOL);
        tags.put("vsn_min", PROTOCOL_MIN);
        tags.put("vsn_max", PROTOCOL_MAX);
        if (self.server()) {
            serverTags(tags, lan);
        }
        return tags;
    }

    private void serverTags(Map<String, String> tags, boolean lan) {
        tags.put("port", Integer.toString(details.serverPort()));
        tags.put("raft_vsn", "3");
        tags.put("ft_fs", "1");
        if (details.bootstrap()) {
            tags.put("bootstrap", "1");
        }
        if (details.expect() > 1) {
            tags.put("expect", Integer.toString(details.expect()));
        }
        if (details.tls()) {
            tags.put("use_tls", "1");
        }
        if (lan && details.wanPort() > 0) {
            tags.put("wan_join_port", Integer.toString(details.wanPort()));
        }
    }

    @Override
    public int aliveCount() {
        return 1;
    }

    @Override
    public CompletableFuture<Integer> join(List<String> addresses, boolean wan) {
        return CompletableFuture.failedFuture(
                new MembershipException("This agent does not gossip and cannot join " + addresses));
    }

    @Override
    public CompletableFuture<Void> forceLeave(String name, boolean prune) {
        return CompletableFuture.failedFuture(
                new MembershipException("agent: No node found with name '" + name + "'"));
    }

    @Override
    public CompletableFuture<Void> leave() {
        return CompletableFuture.completedFuture(null);
    }
}

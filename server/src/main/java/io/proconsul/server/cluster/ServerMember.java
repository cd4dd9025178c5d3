package io.proconsul.server.cluster;

import io.proconsul.raft.Peer;
import io.proconsul.server.leader.Member;

import java.util.Optional;

/**
 * A server as gossip tells of it.
 *
 * @param id its node id, by which the log knows it
 * @param address {@code host:port} of its RPC port
 * @param bootstrap see {@link FoundingSettings}
 * @param expect see {@link FoundingSettings}
 * @param voter whether it wants a vote
 * @param version of its program, as its build tag says
 * @param raftVersion of the protocol its tags tell, as text
 */
public record ServerMember(
        String name,
        String id,
        String address,
        Member.Status status,
        boolean bootstrap,
        int expect,
        boolean voter,
        String version,
        String raftVersion) {

    /**
     * Empty for a client agent, a server of another datacenter, or one whose tags make no sense.
     */
    public static Optional<ServerMember> of(Member member, String datacenter) {
        if (!member.isServer() || !member.belongsTo(datacenter) || member.tag("id").isEmpty()) {
            return Optional.empty();
        }
        try {
            int port = Integer.parseInt(member.tag("port"));
            String expect = member.tag("expect");
            return Optional.of(
                    new ServerMember(
                            member.name(),
                            member.tag("id"),
                            hostPort(member.address(), port),
                            member.status(),
                            member.tag("bootstrap").equals("1"),
                            expect.isEmpty() ? 0 : Integer.parseInt(expect),
                            !member.tag("nonvoter").equals("1"),
                            version(member.tag("build")),
                            member.tag("raft_vsn")));
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    private static String hostPort(String host, int port) {
        return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
    }

    /** The tag carries a revision behind a colon. */
    private static String version(String build) {
        int colon = build.indexOf(':');
        return colon < 0 ? build : build.substring(0, colon);
    }

    public boolean isAlive() {
        return status == Member.Status.ALIVE;
    }

    Peer asVoter() {
        return new Peer(id, address, true);
    }
}

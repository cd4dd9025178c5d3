package io.proconsul.server.leader;

import java.util.Map;

/**
 * A member of the cluster, as gossip knows it.
 *
 * @param address its IP address as text
 * @param tags what it says about itself: role, datacenter, id, port, build, ...
 * @param protocol the versions of the gossip's user protocol it speaks
 */
public record Member(
        String name,
        String address,
        Map<String, String> tags,
        Status status,
        SerfProtocol protocol) {

    public Member {
        tags = Map.copyOf(tags);
    }

    /** Where a member is in its life. */
    public enum Status {
        ALIVE,
        LEAVING,
        LEFT,
        FAILED,
        /** Failed or left for so long that it was forgotten. */
        REAPED
    }

    /** The versions of Serf's protocol that a member can speak and the one it speaks. */
    public record SerfProtocol(int min, int max, int current) {
        /** What 1.8.7 announces. */
        public static final SerfProtocol DEFAULT = new SerfProtocol(1, 5, 2);
    }

    /** A living server as 1.8.7 announces one. */
    public static Member server(
            String name, String address, String datacenter, String id, int rpcPort, String build) {
        return new Member(
                name,
                address,
                Map.of(
                        "role",
                        "consul",
                        "dc",
                        datacenter,
                        "id",
                        id,
                        "port",
                        Integer.toString(rpcPort),
                        "build",
                        build,
                        "raft_vsn",
                        "3"),
                Status.ALIVE,
                SerfProtocol.DEFAULT);
    }

    public String tag(String name) {
        return tags.getOrDefault(name, "");
    }

    public boolean isServer() {
        return tag("role").equals("consul");
    }

    /** Servers and client agents of that datacenter; nobody else belongs into its catalog. */
    public boolean belongsTo(String datacenter) {
        return (isServer() || tag("role").equals("node")) && tag("dc").equals(datacenter);
    }
}

package io.proconsul.rpc.servers;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;

/**
 * A server as its gossip tags describe it.
 *
 * @param name of its node, without the datacenter
 * @param id of its node; empty for those that tell none
 * @param address where its port 8300 is
 * @param build what the {@code build} tag says, as {@code 1.8.7:}
 * @param raftVersion of its Raft protocol; 0 when it tells none
 * @param votes whether it takes part in elections, or only reads along
 * @param expect how many servers it waits for before there is a cluster; 0: none
 * @param bootstrap whether it begins a cluster by itself
 */
public record KnownServer(
        String name,
        String id,
        String datacenter,
        InetSocketAddress address,
        String build,
        int raftVersion,
        boolean votes,
        int expect,
        boolean bootstrap) {

    /**
     * Reads a member of a pool.
     *
     * @param member its name in the pool; that of a WAN pool ends in a dot and the datacenter
     * @return nothing when it is no server, or does not say where its port is
     */
    public static Optional<KnownServer> of(
            String member, InetAddress address, Map<String, String> tags) {
        int port = number(tags, "port");
        String datacenter = text(tags, "dc");
        if (!text(tags, "role").equals("consul") || port <= 0 || port > 65_535) {
            return Optional.empty();
        }
        return Optional.of(
                new KnownServer(
                        nodeName(member, datacenter),
                        text(tags, "id"),
                        datacenter,
                        new InetSocketAddress(address, port),
                        text(tags, "build"),
                        number(tags, "raft_vsn"),
                        !tags.containsKey("nonvoter"),
                        number(tags, "expect"),
                        tags.containsKey("bootstrap")));
    }

    private static String nodeName(String member, String datacenter) {
        String ending = "." + datacenter;
        return member.endsWith(ending)
                ? member.substring(0, member.length() - ending.length())
                : member;
    }

    private static String text(Map<String, String> tags, String tag) {
        return tags.getOrDefault(tag, "");
    }

    /** 0 for what is no number. */
    private static int number(Map<String, String> tags, String tag) {
        try {
            return Integer.parseInt(text(tags, tag));
        } catch (NumberFormatException none) {
            return 0;
        }
    }
}

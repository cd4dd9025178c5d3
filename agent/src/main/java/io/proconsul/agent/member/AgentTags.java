package io.proconsul.agent.member;

import io.proconsul.agent.node.NodeIdentity;

import java.util.Map;
import java.util.TreeMap;

/**
 * What an agent says about itself in the pools (gossip reference, section 8.2; vectors agent-001 to
 * agent-003).
 *
 * @param build version, a colon, revision; programs read the first three numbers
 * @param wanPort gossip port of the WAN pool; 0 or less: there is none
 * @param serverPort RPC port; servers only
 * @param bootstrap the server may elect itself
 * @param expect {@code bootstrap_expect} when greater than 1
 * @param accessControl {@code 0} off, {@code 1} on
 * @param tls the server has certificates of authorities
 */
public record AgentTags(
        String build,
        int wanPort,
        int serverPort,
        boolean bootstrap,
        int expect,
        String accessControl,
        boolean tls) {
    private static final String PROTOCOL = "2";
    private static final String PROTOCOL_MIN = "2";
    private static final String PROTOCOL_MAX = "3";
    private static final String RAFT_PROTOCOL = "3";

    /** For the LAN pool, sorted by name. */
    public Map<String, String> lan(NodeIdentity node) {
        Map<String, String> tags = common(node);
        if (node.server()) {
            addServer(tags);
            if (wanPort > 0) {
                tags.put("wan_join_port", Integer.toString(wanPort));
            }
        }
        return tags;
    }

    /** For the WAN pool, which only servers belong to; sorted by name. */
    public Map<String, String> wan(NodeIdentity node) {
        Map<String, String> tags = common(node);
        addServer(tags);
        return tags;
    }

    private Map<String, String> common(NodeIdentity node) {
        Map<String, String> tags = new TreeMap<>();
        tags.put("acls", accessControl);
        tags.put("build", build);
        tags.put("dc", node.datacenter());
        tags.put("id", node.id());
        tags.put("role", node.server() ? "consul" : "node");
        tags.put("segment", "");
        tags.put("vsn", PROTOCOL);
        tags.put("vsn_min", PROTOCOL_MIN);
        tags.put("vsn_max", PROTOCOL_MAX);
        return tags;
    }

    private void addServer(Map<String, String> tags) {
        tags.put("port", Integer.toString(serverPort));
        tags.put("raft_vsn", RAFT_PROTOCOL);
        tags.put("ft_fs", "1");
        if (bootstrap) {
            tags.put("bootstrap", "1");
        }
        if (expect > 1) {
            tags.put("expect", Integer.toString(expect));
        }
        if (tls) {
            tags.put("use_tls", "1");
        }
    }
}

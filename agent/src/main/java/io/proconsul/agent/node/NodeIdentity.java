package io.proconsul.agent.node;

import java.util.Map;

/**
 * Who this agent is, as the catalog shows it.
 *
 * @param id the node id, a UUID in lower case
 * @param name the node's name
 * @param datacenter the datacenter it belongs to, in lower case
 * @param server whether this agent is a server
 * @param address the address other agents reach it at (the advertised one)
 * @param taggedAddresses {@code lan}, {@code lan_ipv4}, {@code wan}, {@code wan_ipv4} and what was
 *     configured
 * @param meta node metadata; {@code consul-network-segment} is always there
 */
public record NodeIdentity(
        String id,
        String name,
        String datacenter,
        boolean server,
        String address,
        Map<String, String> taggedAddresses,
        Map<String, String> meta) {
    public NodeIdentity {
        taggedAddresses = Map.copyOf(taggedAddresses);
        meta = Map.copyOf(meta);
    }

    /** The same node with other metadata, after a reload. */
    public NodeIdentity withMeta(Map<String, String> other) {
        return new NodeIdentity(id, name, datacenter, server, address, taggedAddresses, other);
    }
}

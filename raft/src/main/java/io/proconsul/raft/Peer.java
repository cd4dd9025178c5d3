package io.proconsul.raft;

/**
 * A server of the replicated log.
 *
 * @param id its node id; stays when the address changes
 * @param address {@code host:port} of its RPC port
 */
public record Peer(String id, String address, boolean voter) {}

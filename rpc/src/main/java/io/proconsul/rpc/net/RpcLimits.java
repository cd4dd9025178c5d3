package io.proconsul.rpc.net;

import java.time.Duration;

/**
 * What one client may take of a server.
 *
 * @param handshake the first byte, and TLS, must be through by then
 * @param connectionsPerClient how many connections one address may have; 0 for any number
 */
public record RpcLimits(Duration handshake, int connectionsPerClient) {
    /** {@code limits.rpc_handshake_timeout} and {@code limits.rpc_max_conns_per_client}. */
    public static final RpcLimits DEFAULT = new RpcLimits(Duration.ofSeconds(5), 100);
}

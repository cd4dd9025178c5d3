package io.proconsul.config;

import java.time.Duration;

/**
 * Bounds for what clients and other agents may ask for.
 *
 * @param httpMaxConnsPerClient connections of one address to HTTP; 0 or less for no limit
 * @param rpcRate requests per second that a client agent sends; negative for no limit
 * @param rpcHandshakeTimeout for TLS on the server port
 * @param kvMaxValueSize bytes of one value
 * @param txnMaxReqLen bytes of one transaction
 */
public record LimitConfig(
        int httpMaxConnsPerClient,
        Duration httpsHandshakeTimeout,
        double rpcRate,
        int rpcMaxBurst,
        Duration rpcHandshakeTimeout,
        int rpcMaxConnsPerClient,
        long kvMaxValueSize,
        long txnMaxReqLen) {
    static LimitConfig of(Settings settings) {
        return new LimitConfig(
                settings.get(ServingKeys.HTTP_MAX_CONNS_PER_CLIENT),
                settings.get(ServingKeys.HTTPS_HANDSHAKE_TIMEOUT),
                settings.get(ServingKeys.RPC_RATE),
                settings.get(ServingKeys.RPC_MAX_BURST),
                settings.get(ServingKeys.RPC_HANDSHAKE_TIMEOUT),
                settings.get(ServingKeys.RPC_MAX_CONNS_PER_CLIENT),
                settings.get(ServingKeys.KV_MAX_VALUE_SIZE),
                settings.get(ServingKeys.TXN_MAX_REQ_LEN));
    }
}

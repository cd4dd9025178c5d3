package io.proconsul.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The service mesh.
 *
 * @param caConfig settings of the certificate authority under the names of the HTTP API
 * @param configEntries entries that a new leader writes where they are missing
 */
public record ConnectConfig(
        boolean enabled,
        String caProvider,
        Map<String, Object> caConfig,
        boolean meshGatewayWanFederation,
        Duration testLeafRootChangeSpread,
        List<Map<String, Object>> configEntries) {}

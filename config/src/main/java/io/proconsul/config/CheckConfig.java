package io.proconsul.config;

import java.time.Duration;

/**
 * How the agent runs checks.
 *
 * @param outputMaxSize bytes of output that are kept, at least 1
 * @param updateInterval how often changed output alone is sent to the servers
 * @param remoteScripts whether scripts may be registered over the API
 * @param localScripts whether scripts may be registered in files
 */
public record CheckConfig(
        int outputMaxSize,
        Duration updateInterval,
        boolean discardOutput,
        boolean remoteScripts,
        boolean localScripts,
        boolean agentTls) {
    static CheckConfig of(Settings settings) {
        boolean scripts = settings.get(NodeKeys.ENABLE_SCRIPT_CHECKS);
        return new CheckConfig(
                settings.get(NodeKeys.CHECK_OUTPUT_MAX_SIZE),
                settings.get(NodeKeys.CHECK_UPDATE_INTERVAL),
                settings.get(NodeKeys.DISCARD_CHECK_OUTPUT),
                scripts,
                settings.get(NodeKeys.ENABLE_LOCAL_SCRIPT_CHECKS, scripts),
                settings.get(NodeKeys.ENABLE_AGENT_TLS_FOR_CHECKS));
    }
}

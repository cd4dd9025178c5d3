package io.proconsul.config;

import io.proconsul.model.health.CheckType;

import java.util.List;
import java.util.Map;

/**
 * A check as a file defines it. Nothing is checked for sense: the agent does when it registers it.
 *
 * @param serviceId the service it is about; empty for the node
 * @param token for registering it; empty for the agent's own
 */
public record CheckDefinition(String serviceId, String token, CheckType check) {
    static CheckDefinition of(Settings settings) {
        return new CheckDefinition(
                settings.get(CheckKeys.SERVICE_ID),
                settings.get(CheckKeys.TOKEN),
                checkOf(settings));
    }

    /** The check alone, as services have it. */
    static CheckType checkOf(Settings settings) {
        String id = settings.get(CheckKeys.ID);
        Settings named = settings.labelled("check[" + id + "].");
        List<String> args = settings.get(CheckKeys.ARGS);
        Map<String, List<String>> header = settings.get(CheckKeys.HEADER);
        return new CheckType(
                id,
                settings.get(CheckKeys.NAME),
                settings.get(CheckKeys.STATUS),
                settings.get(CheckKeys.NOTES),
                args.isEmpty() ? null : args,
                settings.get(CheckKeys.HTTP),
                header.isEmpty() ? null : header,
                settings.get(CheckKeys.METHOD),
                settings.get(CheckKeys.BODY),
                settings.get(CheckKeys.TCP),
                named.get(CheckKeys.INTERVAL),
                settings.get(CheckKeys.ALIAS_NODE),
                settings.get(CheckKeys.ALIAS_SERVICE),
                settings.get(CheckKeys.DOCKER_CONTAINER_ID),
                settings.get(CheckKeys.SHELL),
                settings.get(CheckKeys.GRPC),
                settings.get(CheckKeys.GRPC_USE_TLS),
                settings.get(CheckKeys.TLS_SKIP_VERIFY),
                named.get(CheckKeys.TIMEOUT),
                named.get(CheckKeys.TTL),
                settings.get(CheckKeys.SUCCESS_BEFORE_PASSING),
                settings.get(CheckKeys.FAILURES_BEFORE_CRITICAL),
                "",
                "",
                named.get(CheckKeys.DEREGISTER_CRITICAL_SERVICE_AFTER),
                settings.get(CheckKeys.OUTPUT_MAX_SIZE));
    }
}

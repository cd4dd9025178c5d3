package io.proconsul.agent;

import io.proconsul.model.wire.Wire;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A local service with its checks and the worst of their verdicts, as {@code
 * /v1/agent/health/service} shows it.
 *
 * @param aggregatedStatus {@code passing}, {@code warning}, {@code critical} or {@code maintenance}
 */
public record AgentServiceHealth(
        String aggregatedStatus, @Nullable AgentService service, @Nullable List<Check> checks) {

    /**
     * A check as this one endpoint writes it: nothing is left out of the definition, and type and
     * missing tags are not filled in.
     */
    public record Check(
            String node,
            @Wire("CheckID") String checkId,
            String name,
            String status,
            String notes,
            String output,
            @Wire("ServiceID") String serviceId,
            String serviceName,
            @Nullable List<String> serviceTags,
            String type,
            Definition definition,
            long createIndex,
            long modifyIndex) {}

    /** What the check does, in full. */
    public record Definition(
            @Wire(text = true) Duration interval,
            @Wire(text = true) Duration timeout,
            @Wire(text = true) Duration deregisterCriticalServiceAfter,
            @Wire("HTTP") String http,
            @Nullable Map<String, List<String>> header,
            String method,
            String body,
            @Wire("TLSSkipVerify") boolean tlsSkipVerify,
            @Wire("TCP") String tcp) {}
}

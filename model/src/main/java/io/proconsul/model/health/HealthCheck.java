package io.proconsul.model.health;

import io.proconsul.model.wire.Wire;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A check in the catalog with its latest verdict; of a service when it names one, else of its node.
 */
public record HealthCheck(
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
        @Wire(selectable = false) HealthCheckDefinition definition,
        @Wire(selectable = false) long createIndex,
        @Wire(selectable = false) long modifyIndex) {}

package io.proconsul.agent.service;

import io.proconsul.model.catalog.ServiceDefinition;

import java.util.List;

/** The services and checks of configuration files. */
public record ConfiguredDefinitions(
        List<ServiceDefinition> services, List<CheckDefinition> checks) {
    public static final ConfiguredDefinitions NONE =
            new ConfiguredDefinitions(List.of(), List.of());

    public ConfiguredDefinitions {
        services = List.copyOf(services);
        checks = List.copyOf(checks);
    }
}

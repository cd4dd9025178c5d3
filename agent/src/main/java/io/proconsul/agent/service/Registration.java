package io.proconsul.agent.service;

import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.health.CheckType;

import java.util.List;

/**
 * A service that keeps the rules, ready to be registered.
 *
 * @param service complete but for the indexes
 * @param checks its checks in the order of definition
 * @param token the secret it is written to the catalog with; empty: the agent's
 */
public record Registration(NodeService service, List<CheckType> checks, String token) {
    public Registration {
        checks = List.copyOf(checks);
    }
}

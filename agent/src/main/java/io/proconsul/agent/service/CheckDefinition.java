package io.proconsul.agent.service;

import io.proconsul.model.health.CheckType;

/**
 * A check defined on its own, not inside a service.
 *
 * @param type what the check does
 * @param serviceId the local service it is about; empty: the node
 * @param token the secret to register it with; empty: the service's, else the agent's
 */
public record CheckDefinition(CheckType type, String serviceId, String token) {}

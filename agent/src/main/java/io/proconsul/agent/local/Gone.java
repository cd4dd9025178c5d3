package io.proconsul.agent.local;

/**
 * Something that is to leave the catalog.
 *
 * @param id of the service or the check
 * @param serviceId for a check, its service; empty for checks of the node and for services
 * @param token the secret it was written with
 * @param version as in {@link LocalService}
 */
public record Gone(String id, String serviceId, String token, long version) {}

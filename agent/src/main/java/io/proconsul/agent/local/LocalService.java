package io.proconsul.agent.local;

import io.proconsul.model.catalog.NodeService;

/**
 * A service registered with this agent.
 *
 * @param token the secret it is written to the catalog with; empty: the agent's default
 * @param version grows with every change of this agent's registrations; tells whether what was sent
 *     is still what is meant
 * @param inSync the catalog is believed to hold exactly this
 */
public record LocalService(
        NodeService service, String token, Origin origin, long version, boolean inSync) {
    public String id() {
        return service.id();
    }

    LocalService at(long newVersion, boolean nowInSync) {
        return new LocalService(service, token, origin, newVersion, nowInSync);
    }

    LocalService with(NodeService other, boolean nowInSync) {
        return new LocalService(other, token, origin, version, nowInSync);
    }
}

package io.proconsul.agent.local;

import io.proconsul.model.catalog.NodeService;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a comparison with the catalog found.
 *
 * @param nodeInSync the catalog knows this node as it is
 * @param services one verdict for every service compared
 * @param checks one verdict for every check compared
 * @param foreignServices ids of services that only the catalog has
 * @param foreignChecks checks that only the catalog has
 */
public record Difference(
        boolean nodeInSync,
        List<ServiceVerdict> services,
        List<CheckVerdict> checks,
        List<String> foreignServices,
        List<ForeignCheck> foreignChecks) {

    /**
     * @param version of the service that was compared; a newer one is not touched
     * @param adopted the service with what the catalog may override; null: nothing to take over
     */
    public record ServiceVerdict(
            String id, long version, boolean inSync, @Nullable NodeService adopted) {}

    /**
     * @param version of the check that was compared; a newer one is not touched
     */
    public record CheckVerdict(String id, long version, boolean inSync) {}

    /** A check that only the catalog has. */
    public record ForeignCheck(String id, String serviceId) {}
}

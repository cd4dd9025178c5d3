package io.proconsul.state.table;

import io.proconsul.model.catalog.NodeService;

/** A service instance and the name of the node it is on. */
public record Instance(String node, NodeService service) {
    /** The kind of an instance that takes traffic for another service. */
    public static final String CONNECT_PROXY = "connect-proxy";

    /** The service for which it takes mesh traffic; empty when for none. */
    public String meshDestination() {
        if (service.kind().equals(CONNECT_PROXY)) {
            return service.proxy().destinationServiceName();
        }
        return service.connect().nativeMesh() ? service.name() : "";
    }
}

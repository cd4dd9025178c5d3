package io.proconsul.rpc.method;

import io.proconsul.model.catalog.NodeRequest;
import io.proconsul.model.catalog.ServiceRequest;
import io.proconsul.model.health.CheckServiceNodes;
import io.proconsul.model.health.ChecksInStateRequest;
import io.proconsul.model.health.HealthChecks;

/** Checks, and instances with their checks. */
public final class Health {
    public static final Method<ChecksInStateRequest, HealthChecks> CHECKS_IN_STATE =
            Method.query("Health.ChecksInState", ChecksInStateRequest.class, HealthChecks.class);
    public static final Method<NodeRequest, HealthChecks> NODE_CHECKS =
            Method.query("Health.NodeChecks", NodeRequest.class, HealthChecks.class);
    public static final Method<ServiceRequest, HealthChecks> SERVICE_CHECKS =
            Method.query("Health.ServiceChecks", ServiceRequest.class, HealthChecks.class);
    public static final Method<ServiceRequest, CheckServiceNodes> SERVICE_NODES =
            Method.query("Health.ServiceNodes", ServiceRequest.class, CheckServiceNodes.class);

    private Health() {}
}

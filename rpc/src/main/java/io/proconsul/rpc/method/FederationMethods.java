package io.proconsul.rpc.method;

import io.proconsul.model.federation.FederationStateQuery;
import io.proconsul.model.federation.FederationStateReply;
import io.proconsul.model.federation.FederationStates;
import io.proconsul.model.federation.MeshGateways;
import io.proconsul.model.query.DatacenterRequest;

/**
 * How datacenters are reached. Writing is left to the leaders: none of another datacenter can ask
 * for it before there is federation.
 */
public final class FederationMethods {
    public static final Method<FederationStateQuery, FederationStateReply> GET =
            Method.query(
                    "FederationState.Get", FederationStateQuery.class, FederationStateReply.class);
    public static final Method<DatacenterRequest, FederationStates> LIST =
            Method.query("FederationState.List", DatacenterRequest.class, FederationStates.class);
    public static final Method<DatacenterRequest, MeshGateways> LIST_MESH_GATEWAYS =
            Method.query(
                    "FederationState.ListMeshGateways",
                    DatacenterRequest.class,
                    MeshGateways.class);

    private FederationMethods() {}
}

package io.proconsul.rpc.method;

import io.proconsul.model.catalog.DeregisterRequest;
import io.proconsul.model.catalog.GatewayServices;
import io.proconsul.model.catalog.NodeRequest;
import io.proconsul.model.catalog.NodeServiceListReply;
import io.proconsul.model.catalog.NodeServicesReply;
import io.proconsul.model.catalog.Nodes;
import io.proconsul.model.catalog.RegisterRequest;
import io.proconsul.model.catalog.ServiceNodes;
import io.proconsul.model.catalog.ServiceRequest;
import io.proconsul.model.catalog.ServiceTags;
import io.proconsul.model.query.DatacenterRequest;

import java.util.List;

/** Nodes and services. */
public final class Catalog {
    public static final Method<RegisterRequest, Void> REGISTER =
            Method.write("Catalog.Register", RegisterRequest.class, Void.class);
    public static final Method<DeregisterRequest, Void> DEREGISTER =
            Method.write("Catalog.Deregister", DeregisterRequest.class, Void.class);

    /** Names, nearest first. */
    public static final Method<DatacentersRequest, List<String>> LIST_DATACENTERS =
            Method.texts("Catalog.ListDatacenters", DatacentersRequest.class, Method.Kind.LOCAL);

    public static final Method<DatacenterRequest, Nodes> LIST_NODES =
            Method.query("Catalog.ListNodes", DatacenterRequest.class, Nodes.class);
    public static final Method<DatacenterRequest, ServiceTags> LIST_SERVICES =
            Method.query("Catalog.ListServices", DatacenterRequest.class, ServiceTags.class);
    public static final Method<ServiceRequest, ServiceNodes> SERVICE_NODES =
            Method.query("Catalog.ServiceNodes", ServiceRequest.class, ServiceNodes.class);
    public static final Method<NodeRequest, NodeServicesReply> NODE_SERVICES =
            Method.query("Catalog.NodeServices", NodeRequest.class, NodeServicesReply.class);
    public static final Method<NodeRequest, NodeServiceListReply> NODE_SERVICE_LIST =
            Method.query("Catalog.NodeServiceList", NodeRequest.class, NodeServiceListReply.class);
    public static final Method<ServiceRequest, GatewayServices> GATEWAY_SERVICES =
            Method.query("Catalog.GatewayServices", ServiceRequest.class, GatewayServices.class);

    private Catalog() {}
}

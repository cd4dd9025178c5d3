package io.proconsul.http.handler;

import io.proconsul.json.JsonWriter;
import io.proconsul.json.MemberName;
import io.proconsul.model.catalog.GatewayService;
import io.proconsul.model.catalog.GatewayServices;
import io.proconsul.model.catalog.Node;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.catalog.NodeServiceList;
import io.proconsul.model.catalog.NodeServiceListReply;
import io.proconsul.model.catalog.NodeServices;
import io.proconsul.model.catalog.NodeServicesReply;
import io.proconsul.model.catalog.Nodes;
import io.proconsul.model.catalog.ServiceNode;
import io.proconsul.model.catalog.ServiceNodes;
import io.proconsul.model.catalog.ServiceTags;
import io.proconsul.model.wire.RecordCodec;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How nodes and services look: tags are never {@code null}, metadata of services neither. */
final class CatalogForms {
    static final JsonForm<Nodes> NODES = new JsonForm<>(CatalogForms::nodes);
    static final JsonForm<ServiceTags> SERVICES = new JsonForm<>(CatalogForms::services);
    static final JsonForm<ServiceNodes> INSTANCES = new JsonForm<>(CatalogForms::instances);
    static final JsonForm<NodeServicesReply> NODE = new JsonForm<>(CatalogForms::node);
    static final JsonForm<NodeServiceListReply> NODE_LIST = new JsonForm<>(CatalogForms::nodeList);
    static final JsonForm<GatewayServices> GATEWAY_SERVICES =
            new JsonForm<>(CatalogForms::gatewayServices);

    private static final RecordCodec<Node> NODE_CODEC = RecordCodec.of(Node.class);
    private static final RecordCodec<NodeService> SERVICE_CODEC = RecordCodec.of(NodeService.class);
    private static final RecordCodec<ServiceNode> INSTANCE_CODEC =
            RecordCodec.of(ServiceNode.class);
    private static final RecordCodec<GatewayService> GATEWAY_SERVICE_CODEC =
            RecordCodec.of(GatewayService.class);

    private static final MemberName NODE_NAME = new MemberName("Node");
    private static final MemberName SERVICES_NAME = new MemberName("Services");

    private CatalogForms() {}

    private static void nodes(Nodes reply, JsonWriter out) {
        out.beginArray();
        for (Node node : orEmpty(reply.nodes())) {
            NODE_CODEC.writeJson(node, out);
        }
        out.endArray();
    }

    private static void services(ServiceTags reply, JsonWriter out) {
        Map<String, List<String>> services = reply.services();
        out.beginObject();
        if (services != null) {
            new TreeMap<>(services)
                    .forEach((name, tags) -> {
                        out.name(name).beginArray();
                        orEmpty(tags).forEach(out::string);
                        out.endArray();
                    });
        }
        out.endObject();
    }

    private static void instances(ServiceNodes reply, JsonWriter out) {
        out.beginArray();
        for (ServiceNode instance : orEmpty(reply.serviceNodes())) {
            INSTANCE_CODEC.writeJson(shown(instance), out);
        }
        out.endArray();
    }

    /** An unknown node is {@code null}. */
    private static void node(NodeServicesReply reply, JsonWriter out) {
        NodeServices found = reply.nodeServices();
        if (found == null) {
            out.nothing();
            return;
        }
        out.beginObject();
        NODE_CODEC.writeJson(found.node(), out.name(NODE_NAME));
        out.name(SERVICES_NAME).beginObject();
        Map<String, NodeService> services = found.services();
        if (services != null) {
            new TreeMap<>(services)
                    .forEach(
                            (id, service) -> SERVICE_CODEC.writeJson(shown(service), out.name(id)));
        }
        out.endObject();
        out.endObject();
    }

    /** An unknown node, and a node without services, have {@code null} services. */
    private static void nodeList(NodeServiceListReply reply, JsonWriter out) {
        NodeServiceList found = reply.nodeServices();
        List<NodeService> services = found.services();
        out.beginObject();
        NODE_CODEC.writeJson(found.node(), out.name(NODE_NAME));
        out.name(SERVICES_NAME);
        if (services == null || services.isEmpty()) {
            out.nothing();
        } else {
            out.beginArray();
            services.forEach(service -> SERVICE_CODEC.writeJson(shown(service), out));
            out.endArray();
        }
        out.endObject();
    }

    /** A gateway that serves nothing, and one that is not known, are {@code null}. */
    private static void gatewayServices(GatewayServices reply, JsonWriter out) {
        List<GatewayService> services = reply.services();
        if (services == null) {
            out.nothing();
            return;
        }
        out.beginArray();
        services.forEach(service -> GATEWAY_SERVICE_CODEC.writeJson(service, out));
        out.endArray();
    }

    static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    /** The service as listings show it. */
    static NodeService shown(NodeService service) {
        if (service.tags() != null) {
            return service;
        }
        return new NodeService(
                service.kind(),
                service.id(),
                service.name(),
                List.of(),
                service.address(),
                service.taggedAddresses(),
                service.meta(),
                service.port(),
                service.weights(),
                service.enableTagOverride(),
                service.proxy(),
                service.connect(),
                service.locallyRegisteredAsSidecar(),
                service.createIndex(),
                service.modifyIndex());
    }

    private static ServiceNode shown(ServiceNode instance) {
        List<String> tags = instance.serviceTags();
        Map<String, String> meta = instance.serviceMeta();
        if (tags != null && meta != null) {
            return instance;
        }
        return new ServiceNode(
                instance.id(),
                instance.node(),
                instance.address(),
                instance.datacenter(),
                instance.taggedAddresses(),
                instance.nodeMeta(),
                instance.serviceKind(),
                instance.serviceId(),
                instance.serviceName(),
                orEmpty(tags),
                instance.serviceAddress(),
                instance.serviceTaggedAddresses(),
                instance.serviceWeights(),
                meta == null ? Map.of() : meta,
                instance.servicePort(),
                instance.serviceEnableTagOverride(),
                instance.serviceProxy(),
                instance.serviceConnect(),
                instance.createIndex(),
                instance.modifyIndex());
    }
}

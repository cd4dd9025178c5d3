package io.proconsul.server.endpoint;

import io.proconsul.model.catalog.NodeRequest;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.event.EventFireReply;
import io.proconsul.model.event.EventFireRequest;
import io.proconsul.model.health.CheckServiceNode;
import io.proconsul.model.health.CheckServiceNodes;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.model.internal.NodeDump;
import io.proconsul.model.internal.ServiceDumpRequest;
import io.proconsul.model.internal.WholeNode;
import io.proconsul.model.operator.KeyringRequest;
import io.proconsul.model.operator.KeyringResponses;
import io.proconsul.model.query.DatacenterRequest;
import io.proconsul.model.query.QueryMeta;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.Internal;
import io.proconsul.security.acl.Access;
import io.proconsul.security.acl.Authorizer;
import io.proconsul.security.acl.Resource;
import io.proconsul.server.query.Freshness;
import io.proconsul.server.query.Question;
import io.proconsul.state.Read;
import io.proconsul.state.Reads;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Wide reads for the web UI, events and keys (wire reference, section 10, Internal). */
public final class InternalEndpoint {
    private static final QueryMeta NO_META = new QueryMeta(0, Duration.ZERO, false, "");

    private final GossipPools pools;
    private final Freshness freshness;

    public InternalEndpoint(GossipPools pools, Freshness freshness) {
        this.pools = pools;
        this.freshness = freshness;
    }

    public void addTo(Endpoints endpoints) {
        endpoints.read(Internal.NODE_INFO, this::nodeInfo);
        endpoints.read(Internal.NODE_DUMP, this::nodeDump);
        endpoints.read(Internal.SERVICE_DUMP, this::serviceDump);
        endpoints.act(Internal.EVENT_FIRE, this::fire);
        endpoints.act(Internal.KEYRING_OPERATION, this::keyring);
    }

    private Question<?, NodeDump> nodeInfo(NodeRequest request, Authorizer authorizer) {
        return Question.of(
                Reads.nodeDump(request.node()), nodes -> new NodeDump(visible(nodes, authorizer)));
    }

    private Question<?, NodeDump> nodeDump(DatacenterRequest request, Authorizer authorizer) {
        String filter = request.options().filter();
        return Question.of(
                Reads.nodeDump(),
                nodes ->
                        new NodeDump(
                                new Listing<>(visible(nodes, authorizer))
                                        .matching(filter, WholeNode.class)
                                        .rows()));
    }

    private static List<WholeNode> visible(List<WholeNode> nodes, Authorizer authorizer) {
        if (authorizer.allowsEverything()) {
            return nodes;
        }
        return nodes.stream()
                .filter(node -> Rights.mayReadNode(authorizer, node.node()))
                .map(node -> stripped(node, authorizer))
                .toList();
    }

    /** What is on the node as far as the caller may know of it. */
    private static WholeNode stripped(WholeNode node, Authorizer authorizer) {
        List<NodeService> services = node.services() == null ? List.of() : node.services();
        List<HealthCheck> checks = node.checks() == null ? List.of() : node.checks();
        return new WholeNode(
                node.id(),
                node.node(),
                node.address(),
                node.taggedAddresses(),
                node.meta(),
                Rights.only(services, each -> Rights.mayReadService(authorizer, each.name())),
                Rights.only(checks, each -> Rights.mayReadService(authorizer, each.serviceName())));
    }

    private Question<?, CheckServiceNodes> serviceDump(
            ServiceDumpRequest request, Authorizer authorizer) {
        String filter = request.options().filter();
        Read<List<CheckServiceNode>> read =
                request.useServiceKind()
                        ? Reads.kindHealth(request.serviceKind())
                        : Reads.serviceDump();
        return Question.of(
                read,
                found ->
                        new CheckServiceNodes(
                                new Listing<>(found)
                                        .seenBy(
                                                authorizer,
                                                row -> HealthEndpoint.visible(row, authorizer))
                                        .matching(filter, CheckServiceNode.class)
                                        .rows()));
    }

    private CompletableFuture<Answer<EventFireReply>> fire(
            EventFireRequest request, Authorizer authorizer) {
        Rights.require(authorizer, Resource.EVENT, Access.WRITE, request.name());
        return pools.fire(request.name(), request.payload())
                .thenApply(done -> Answer.of(new EventFireReply(), withoutIndex()));
    }

    /** Nobody can wait for this answer to change. */
    private QueryMeta withoutIndex() {
        QueryMeta now = freshness.of(0);
        return new QueryMeta(0, now.lastContact(), now.knownLeader(), now.consistencyLevel());
    }

    private CompletableFuture<Answer<KeyringResponses>> keyring(
            KeyringRequest request, Authorizer authorizer) {
        Access access =
                switch (request.operation()) {
                    case KeyringRequest.LIST -> Access.READ;
                    case KeyringRequest.INSTALL, KeyringRequest.USE, KeyringRequest.REMOVE ->
                            Access.WRITE;
                    default ->
                            throw new RpcException(
                                    "Invalid keyring operation: " + request.operation());
                };
        Rights.require(authorizer, Resource.KEYRING, access, "");
        return pools.keyring(request)
                .thenApply(responses -> Answer.of(new KeyringResponses(responses), NO_META));
    }
}

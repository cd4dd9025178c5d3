package io.proconsul.server.endpoint;

import io.proconsul.model.catalog.NodeRequest;
import io.proconsul.model.coordinate.Coordinate;
import io.proconsul.model.coordinate.CoordinateUpdate;
import io.proconsul.model.coordinate.Coordinates;
import io.proconsul.model.coordinate.Vivaldi;
import io.proconsul.model.query.DatacenterRequest;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.CoordinateMethods;
import io.proconsul.security.acl.Access;
import io.proconsul.security.acl.Authorizer;
import io.proconsul.security.acl.Resource;
import io.proconsul.server.query.Question;
import io.proconsul.state.Reads;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Where nodes stand (wire reference, section 10, Coordinate). */
public final class CoordinateEndpoint {
    private final Consumer<Coordinate> updates;
    private final GossipPools pools;

    /**
     * @param updates takes what nodes tell, and brings it into the log some time later
     */
    public CoordinateEndpoint(Consumer<Coordinate> updates, GossipPools pools) {
        this.updates = updates;
        this.pools = pools;
    }

    public void addTo(Endpoints endpoints) {
        endpoints.act(CoordinateMethods.UPDATE, this::update);
        endpoints.tell(CoordinateMethods.LIST_DATACENTERS, pools::datacenterMaps);
        endpoints.read(CoordinateMethods.LIST_NODES, this::listNodes);
        endpoints.read(CoordinateMethods.NODE, this::node);
    }

    private CompletableFuture<Answer<Void>> update(
            CoordinateUpdate request, Authorizer authorizer) {
        Vivaldi point = request.coord();
        if (point == null || !point.isFinite()) {
            throw new RpcException("invalid coordinate");
        }
        if (!point.isInSpace()) {
            throw new RpcException("incompatible coordinate");
        }
        Rights.require(authorizer, Resource.NODE, Access.WRITE, request.node());
        updates.accept(new Coordinate(request.node(), request.segment(), point));
        return Replies.now(Replies.NOTHING);
    }

    private Question<?, Coordinates> listNodes(DatacenterRequest request, Authorizer authorizer) {
        return Question.of(
                Reads.coordinates(),
                all ->
                        new Coordinates(
                                Rights.visible(
                                        all,
                                        authorizer,
                                        row -> Rights.mayReadNode(authorizer, row.node()))));
    }

    private Question<?, Coordinates> node(NodeRequest request, Authorizer authorizer) {
        Rights.require(authorizer, Resource.NODE, Access.READ, request.node());
        return Question.of(Reads.nodeCoordinates(request.node()), Coordinates::new);
    }
}

package io.proconsul.http.handler;

import io.proconsul.http.message.Refusal;
import io.proconsul.http.message.Request;
import io.proconsul.http.message.Response;
import io.proconsul.http.parameter.Questions;
import io.proconsul.http.route.Endpoint;
import io.proconsul.http.route.EndpointTable;
import io.proconsul.json.JsonWriter;
import io.proconsul.model.catalog.NodeRequest;
import io.proconsul.model.coordinate.Coordinate;
import io.proconsul.model.coordinate.CoordinateUpdate;
import io.proconsul.model.coordinate.Coordinates;
import io.proconsul.model.coordinate.DatacenterMap;
import io.proconsul.model.query.DatacenterRequest;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.wire.RecordCodec;
import io.proconsul.rpc.method.CoordinateMethods;
import io.proconsul.rpc.method.Empty;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** {@code /v1/coordinate}: where nodes and datacenters stand in round-trip time. */
public final class CoordinateEndpoints implements Family {
    private static final RecordCodec<Coordinate> COORDINATE = RecordCodec.of(Coordinate.class);
    private static final RecordCodec<DatacenterMap> MAP = RecordCodec.of(DatacenterMap.class);
    private static final RecordCodec<CoordinateUpdate> UPDATE =
            RecordCodec.of(CoordinateUpdate.class);

    private static final JsonForm<List<DatacenterMap>> MAPS = new JsonForm<>(MAP::writeJsonList);
    private static final JsonForm<List<Coordinate>> COORDINATES =
            new JsonForm<>(CoordinateEndpoints::write);

    private final Cluster cluster;
    private final Questions questions;
    private final Presentation presentation;

    public CoordinateEndpoints(Cluster cluster) {
        this.cluster = cluster;
        this.questions = cluster.questions();
        this.presentation = cluster.presentation();
    }

    @Override
    public void addTo(EndpointTable table) {
        table.add("/v1/coordinate/datacenters", Endpoint.get(this::datacenters));
        table.add("/v1/coordinate/nodes", Endpoint.get(this::nodes));
        table.add("/v1/coordinate/node/", Endpoint.get(this::node));
        table.add("/v1/coordinate/update", Endpoint.putJson(this::update));
    }

    private CompletableFuture<Response> datacenters(Request request) {
        return cluster.ask(
                request,
                CoordinateMethods.LIST_DATACENTERS,
                Empty.REQUEST,
                answer -> presentation.json(request, answer.body(), MAPS));
    }

    private CompletableFuture<Response> nodes(Request request) {
        QueryOptions options = questions.options(request);
        var question = DatacenterRequest.of(questions.datacenter(request), options);
        return cluster.discover(
                request,
                CoordinateMethods.LIST_NODES,
                question,
                (answer, read) ->
                        presentation.json(
                                request, inSegment(request, answer.value()), COORDINATES));
    }

    private CompletableFuture<Response> node(Request request) {
        QueryOptions options = questions.options(request);
        var question = new NodeRequest(questions.datacenter(request), request.rest(), options);
        return cluster.discover(
                request,
                CoordinateMethods.NODE,
                question,
                (answer, read) -> shown(request, inSegment(request, answer.value())));
    }

    private Response shown(Request request, List<Coordinate> found) {
        if (found.isEmpty()) {
            throw Refusal.notFound(""); // without the headers of reads
        }
        return presentation.json(request, found, COORDINATES);
    }

    /** All, unless the request names a segment; the empty name is that of the usual one. */
    private static List<Coordinate> inSegment(Request request, Coordinates reply) {
        List<Coordinate> all = CatalogForms.orEmpty(reply.coordinates());
        if (!request.query().has("segment")) {
            return all;
        }
        String segment = request.query().first("segment");
        return all.stream().filter(each -> each.segment().equals(segment)).toList();
    }

    private static void write(List<Coordinate> coordinates, JsonWriter out) {
        COORDINATE.writeJsonList(coordinates, out);
    }

    private CompletableFuture<Response> update(Request request) {
        CoordinateUpdate told = JsonBodies.read(request, UPDATE);
        var update =
                new CoordinateUpdate(
                        questions.datacenter(request),
                        told.node(),
                        told.segment(),
                        told.coord(),
                        questions.writeOptions(request));
        return cluster.ask(
                request, CoordinateMethods.UPDATE, update, answer -> Response.empty(200));
    }
}

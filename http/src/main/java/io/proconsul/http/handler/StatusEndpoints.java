package io.proconsul.http.handler;

import io.proconsul.http.message.Request;
import io.proconsul.http.message.Response;
import io.proconsul.http.route.Endpoint;
import io.proconsul.http.route.EndpointTable;
import io.proconsul.model.query.DatacenterRequest;
import io.proconsul.rpc.method.Method;
import io.proconsul.rpc.method.Status;

import java.util.concurrent.CompletableFuture;

/** {@code /v1/status}: who leads and who votes. No index headers, no permission needed. */
public final class StatusEndpoints implements Family {
    private final Cluster cluster;

    public StatusEndpoints(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public void addTo(EndpointTable table) {
        table.add(
                "/v1/status/leader",
                Endpoint.get(request -> ask(request, Status.LEADER, Presentation.STRING)));
        table.add(
                "/v1/status/peers",
                Endpoint.get(request -> ask(request, Status.PEERS, Presentation.STRINGS)));
    }

    private <R> CompletableFuture<Response> ask(
            Request request, Method<DatacenterRequest, R> method, JsonForm<R> form) {
        var question =
                DatacenterRequest.of(
                        cluster.questions().datacenter(request),
                        cluster.questions().options(request));
        return cluster.ask(
                request,
                method,
                question,
                answer -> cluster.presentation().json(request, answer.body(), form));
    }
}

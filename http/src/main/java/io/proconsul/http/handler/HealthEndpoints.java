package io.proconsul.http.handler;

import io.proconsul.http.message.Query;
import io.proconsul.http.message.Refusal;
import io.proconsul.http.message.Request;
import io.proconsul.http.message.Response;
import io.proconsul.http.parameter.GoNumbers;
import io.proconsul.http.parameter.Questions;
import io.proconsul.http.route.Endpoint;
import io.proconsul.http.route.EndpointTable;
import io.proconsul.model.catalog.NodeRequest;
import io.proconsul.model.health.CheckServiceNodes;
import io.proconsul.model.health.ChecksInStateRequest;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.rpc.method.Health;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** {@code /v1/health}: checks, and instances with their checks. */
public final class HealthEndpoints implements Family {
    private final Discovery discovery;
    private final Questions questions;

    public HealthEndpoints(Discovery discovery) {
        this.discovery = discovery;
        this.questions = discovery.cluster().questions();
    }

    /** Which instances of a service are asked for. */
    private enum Kind {
        PLAIN,
        CONNECT,
        INGRESS
    }

    @Override
    public void addTo(EndpointTable table) {
        table.add("/v1/health/node/", Endpoint.get(this::ofNode));
        table.add("/v1/health/checks/", Endpoint.get(this::ofService));
        table.add("/v1/health/state/", Endpoint.get(this::inState));
        table.add("/v1/health/service/", Endpoint.get(r -> instances(r, Kind.PLAIN)));
        table.add("/v1/health/connect/", Endpoint.get(r -> instances(r, Kind.CONNECT)));
        table.add("/v1/health/ingress/", Endpoint.get(r -> instances(r, Kind.INGRESS)));
    }

    private CompletableFuture<Response> ofNode(Request request) {
        QueryOptions options = questions.optionsAboutNamed(request, "Missing node name");
        var question = new NodeRequest(questions.datacenter(request), request.rest(), options);
        return discovery.ask(request, Health.NODE_CHECKS, question, HealthForms.CHECKS);
    }

    private CompletableFuture<Response> ofService(Request request) {
        QueryOptions options = questions.optionsAboutNamed(request, "Missing service name");
        var question = questions.service(request, false, false, List.of(), options);
        return discovery.ask(request, Health.SERVICE_CHECKS, question, HealthForms.CHECKS);
    }

    private CompletableFuture<Response> inState(Request request) {
        QueryOptions options = questions.optionsAboutNamed(request, "Missing check state");
        var question =
                new ChecksInStateRequest(
                        questions.datacenter(request),
                        questions.nodeMeta(request),
                        request.rest(),
                        questions.source(request),
                        options);
        return discovery.ask(request, Health.CHECKS_IN_STATE, question, HealthForms.CHECKS);
    }

    private CompletableFuture<Response> instances(Request request, Kind kind) {
        QueryOptions options = questions.optionsAboutNamed(request, "Missing service name");
        JsonForm<CheckServiceNodes> form =
                passingOnly(request.query()) ? HealthForms.PASSING : HealthForms.INSTANCES;
        var question =
                questions.service(
                        request,
                        kind == Kind.CONNECT,
                        kind == Kind.INGRESS,
                        request.query().all("tag"),
                        options);
        return discovery.askOrRemember(request, Health.SERVICE_NODES, question, form);
    }

    /** The parameter counts without a value too. */
    private static boolean passingOnly(Query query) {
        String value = query.value("passing");
        if (value == null || value.isEmpty()) {
            return value != null;
        }
        try {
            return GoNumbers.bool(value);
        } catch (IllegalArgumentException bad) {
            throw Refusal.invalid("Invalid value for ?passing");
        }
    }
}

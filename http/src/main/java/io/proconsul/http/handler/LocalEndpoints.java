package io.proconsul.http.handler;

import io.proconsul.agent.Agent;
import io.proconsul.agent.AgentService;
import io.proconsul.http.message.HeaderName;
import io.proconsul.http.message.Pending;
import io.proconsul.http.message.Refusal;
import io.proconsul.http.message.Request;
import io.proconsul.http.message.Response;
import io.proconsul.http.parameter.GoNumbers;
import io.proconsul.http.parameter.Questions;
import io.proconsul.http.parameter.Waiting;
import io.proconsul.http.route.Endpoint;
import io.proconsul.http.route.EndpointTable;
import io.proconsul.http.route.Failures;
import io.proconsul.http.route.Handler;
import io.proconsul.model.catalog.ServiceDefinition;
import io.proconsul.model.filter.Filter;
import io.proconsul.model.filter.FilterException;
import io.proconsul.model.health.CheckStatus;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.model.wire.RecordCodec;
import io.proconsul.rpc.Body;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** {@code /v1/agent/service} and {@code /v1/agent/check}: what is registered on this node. */
public final class LocalEndpoints implements Family {
    private static final RecordCodec<ServiceDefinition> SERVICE =
            RecordCodec.of(ServiceDefinition.class);
    private static final RecordCodec<Verdict> VERDICT = RecordCodec.of(Verdict.class);
    private static final Set<String> VERDICTS =
            Set.of(CheckStatus.PASSING, CheckStatus.WARNING, CheckStatus.CRITICAL);
    private static final HeaderName CONTENT_HASH = new HeaderName("X-Consul-Contenthash");

    private final Agent agent;
    private final Questions questions;
    private final Presentation presentation;

    public LocalEndpoints(Agent agent, Questions questions, Presentation presentation) {
        this.agent = agent;
        this.questions = questions;
        this.presentation = presentation;
    }

    /** The body of an update. */
    record Verdict(String status, String output) {}

    @Override
    public void addTo(EndpointTable table) {
        table.add("/v1/agent/services", Endpoint.get(Handler.at(this::services)));
        table.add("/v1/agent/checks", Endpoint.get(Handler.at(this::checks)));
        table.add("/v1/agent/service/", Endpoint.get(this::service));
        table.add("/v1/agent/service/register", Endpoint.putJson(this::registerService));
        table.add("/v1/agent/service/deregister/", Endpoint.put(this::deregisterService));
        table.add("/v1/agent/service/maintenance/", Endpoint.put(this::serviceMaintenance));
        table.add("/v1/agent/maintenance", Endpoint.put(this::nodeMaintenance));
        table.add("/v1/agent/check/register", Endpoint.putJson(this::registerCheck));
        table.add("/v1/agent/check/deregister/", Endpoint.put(this::deregisterCheck));
        table.add("/v1/agent/check/pass/", verdict(CheckStatus.PASSING));
        table.add("/v1/agent/check/warn/", verdict(CheckStatus.WARNING));
        table.add("/v1/agent/check/fail/", verdict(CheckStatus.CRITICAL));
        table.add("/v1/agent/check/update/", Endpoint.putJson(this::updateCheck));
    }

    // ---- reading

    private Response services(Request request) {
        questions.refuseNamespaces(request);
        Body<Map<String, AgentService>> services = agent.services(questions.token(request));
        String filter = request.query().first("filter");
        if (filter.isEmpty()) {
            return presentation.json(request, services, LocalForms.SERVICES);
        }
        try {
            return presentation.json(
                    request,
                    Filter.compile(filter, AgentService.class).apply(services.value()),
                    LocalForms.SERVICES);
        } catch (FilterException bad) {
            throw Refusal.failed(String.valueOf(bad.getMessage()));
        }
    }

    private Response checks(Request request) {
        questions.refuseNamespaces(request);
        Body<Map<String, HealthCheck>> checks = agent.checks(questions.token(request));
        String filter = request.query().first("filter");
        return filter.isEmpty()
                ? presentation.json(request, checks, LocalForms.CHECKS)
                : presentation.json(request, filtered(checks.value(), filter), LocalForms.CHECKS);
    }

    /**
     * Selectors and operators are only looked at when there is something to look at, and then
     * refused without the words that stand in front everywhere else.
     */
    private static Map<String, HealthCheck> filtered(
            Map<String, HealthCheck> checks, String expression) {
        try {
            return Filter.compile(expression, HealthCheck.class).apply(checks);
        } catch (FilterException bad) {
            String text = String.valueOf(bad.getMessage());
            String reason = text.substring(text.indexOf(": ") + 2);
            if (Character.isDigit(reason.charAt(0))) {
                throw Refusal.failed(text); // where in the text its grammar is broken
            }
            if (checks.isEmpty()) {
                return checks;
            }
            throw Refusal.failed(reason);
        }
    }

    private CompletableFuture<Response> service(Request request) {
        questions.refuseNamespaces(request);
        Waiting waiting = Waiting.of(request.query());
        CompletableFuture<AgentService> found =
                agent.service(
                        request.rest(),
                        request.query().first("hash"),
                        waiting.time(),
                        questions.token(request));
        return Pending.map(
                found,
                request.loop(),
                (service, failure) ->
                        service == null ? Failures.response(of(failure)) : shown(request, service));
    }

    private Response shown(Request request, AgentService service) {
        return presentation
                .json(request, service, LocalForms.SERVICE)
                .with(CONTENT_HASH.of(service.contentHash()));
    }

    // ---- services

    private CompletableFuture<Response> registerService(Request request) {
        ServiceDefinition definition = JsonBodies.read(request, SERVICE);
        questions.refuseNamespaces(request);
        String replace = request.query().value("replace-existing-checks");
        boolean replacing = replace != null && (replace.isEmpty() || replace.equals("true"));
        return done(
                request, agent.registerService(definition, replacing, questions.token(request)));
    }

    private CompletableFuture<Response> deregisterService(Request request) {
        questions.refuseNamespaces(request);
        if (request.rest().isEmpty()) {
            throw Refusal.failed("ServiceID missing");
        }
        return done(request, agent.deregisterService(request.rest(), questions.token(request)));
    }

    private CompletableFuture<Response> serviceMaintenance(Request request) {
        if (request.rest().isEmpty()) {
            throw Refusal.invalid("Missing service ID");
        }
        boolean enable = enable(request);
        questions.refuseNamespaces(request);
        String reason = request.query().first("reason");
        return done(
                request,
                agent.serviceMaintenance(request.rest(), enable, reason, questions.token(request)));
    }

    private CompletableFuture<Response> nodeMaintenance(Request request) {
        boolean enable = enable(request);
        String reason = request.query().first("reason");
        return done(request, agent.nodeMaintenance(enable, reason, questions.token(request)));
    }

    private static boolean enable(Request request) {
        String value = request.query().value("enable");
        if (value == null) {
            throw Refusal.invalid("Missing value for enable");
        }
        try {
            return GoNumbers.bool(value);
        } catch (IllegalArgumentException bad) {
            throw Refusal.invalid("Invalid value for enable: " + GoNumbers.quoted(value));
        }
    }

    // ---- checks

    private CompletableFuture<Response> registerCheck(Request request) {
        var definition = JsonBodies.read(request, CheckBody::read);
        questions.refuseNamespaces(request);
        return done(request, agent.registerCheck(definition, questions.token(request)));
    }

    private CompletableFuture<Response> deregisterCheck(Request request) {
        questions.refuseNamespaces(request);
        if (request.rest().isEmpty()) {
            throw Refusal.failed("CheckID missing");
        }
        return done(request, agent.deregisterCheck(request.rest(), questions.token(request)));
    }

    private Endpoint verdict(String status) {
        return Endpoint.put(request -> {
            questions.refuseNamespaces(request);
            return update(request, status, request.query().first("note"));
        });
    }

    private CompletableFuture<Response> updateCheck(Request request) {
        Verdict verdict = JsonBodies.read(request, VERDICT);
        if (!VERDICTS.contains(verdict.status)) {
            throw Refusal.invalid("Invalid check status: '" + verdict.status + "'");
        }
        questions.refuseNamespaces(request);
        return update(request, verdict.status, verdict.output);
    }

    private CompletableFuture<Response> update(Request request, String status, String output) {
        return done(
                request,
                agent.updateCheck(request.rest(), status, output, questions.token(request)));
    }

    /** Nothing is said when it went well. */
    private static CompletableFuture<Response> done(Request request, CompletableFuture<Void> work) {
        return Pending.map(
                work,
                request.loop(),
                (nothing, failure) ->
                        failure == null ? Response.empty(200) : Failures.response(failure));
    }

    private static Throwable of(@Nullable Throwable failure) {
        return failure != null ? failure : new AssertionError("neither answer nor failure");
    }
}

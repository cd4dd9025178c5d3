package io.proconsul.http.handler;

import io.proconsul.agent.Agent;
import io.proconsul.agent.AgentServiceHealth;
import io.proconsul.http.message.Content;
import io.proconsul.http.message.Header;
import io.proconsul.http.message.HeaderName;
import io.proconsul.http.message.MediaType;
import io.proconsul.http.message.Refusal;
import io.proconsul.http.message.Request;
import io.proconsul.http.message.Response;
import io.proconsul.http.parameter.Questions;
import io.proconsul.http.route.Endpoint;
import io.proconsul.http.route.EndpointTable;
import io.proconsul.http.route.Handler;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * {@code /v1/agent/health/service}: one verdict about a local service, for load balancers. The
 * status tells it too: 200 passing, 429 warning, 503 critical or in maintenance, 404 not there.
 */
public final class LocalHealthEndpoints implements Family {
    private static final HeaderName REASON = new HeaderName("X-Consul-Reason");
    private static final String CRITICAL = "critical";

    /** From best to worst. */
    private static final List<String> STATUSES =
            List.of("passing", "warning", CRITICAL, "maintenance");

    private final Agent agent;
    private final Questions questions;
    private final Presentation presentation;

    public LocalHealthEndpoints(Agent agent, Questions questions, Presentation presentation) {
        this.agent = agent;
        this.questions = questions;
        this.presentation = presentation;
    }

    @Override
    public void addTo(EndpointTable table) {
        table.add("/v1/agent/health/service/id/", Endpoint.get(Handler.at(this::byId)));
        table.add("/v1/agent/health/service/name/", Endpoint.get(Handler.at(this::byName)));
    }

    private Response byId(Request request) {
        String id = named(request, "Missing serviceID");
        Optional<AgentServiceHealth> found = agent.healthOfService(id, questions.token(request));
        if (found.isEmpty()) {
            return unknownId(request, "ServiceId " + id + " not found");
        }
        AgentServiceHealth health = found.get();
        String status = health.aggregatedStatus();
        if (wantsText(request)) {
            return text(code(status), status);
        }
        boolean pretty = presentation.pretty(request);
        return json(code(status), status, LocalForms.HEALTH.of(health, pretty));
    }

    /** The text form is announced as JSON here (vector agent-088). */
    private Response unknownId(Request request, String reason) {
        boolean pretty = presentation.pretty(request);
        if (wantsText(request)) {
            return json(404, reason, Presentation.STRING.of(reason, pretty));
        }
        var nothing = new AgentServiceHealth(CRITICAL, null, null);
        return json(404, reason, LocalForms.HEALTH.of(nothing, pretty));
    }

    private Response byName(Request request) {
        String name = named(request, "Missing service Name");
        List<AgentServiceHealth> found =
                agent.healthOfServicesNamed(name, questions.token(request));
        String reason = found.isEmpty() ? "ServiceName " + name + " Not Found" : worst(found);
        int code = found.isEmpty() ? 404 : code(reason);
        return wantsText(request)
                ? text(code, reason)
                : json(code, reason, LocalForms.HEALTHS.of(found, presentation.pretty(request)));
    }

    private String named(Request request, String missing) {
        if (request.rest().isEmpty()) {
            throw Refusal.failed("Bad request: " + missing); // 500, as the reference answers it
        }
        questions.refuseNamespaces(request);
        return request.rest();
    }

    private static String worst(List<AgentServiceHealth> found) {
        return found.stream()
                .map(AgentServiceHealth::aggregatedStatus)
                .max(Comparator.comparingInt(STATUSES::indexOf))
                .orElse(CRITICAL);
    }

    private static int code(String status) {
        return switch (status) {
            case "passing" -> 200;
            case "warning" -> 429;
            default -> 503;
        };
    }

    private static boolean wantsText(Request request) {
        String format = request.query().first("format");
        return format.equals("text")
                || format.isEmpty()
                        && request.headers().firstOr("Accept", "").startsWith("text/plain");
    }

    private static Response text(int code, String reason) {
        return answer(code, MediaType.PLAIN, reason, Content.of(reason));
    }

    private static Response json(int code, String reason, Content content) {
        return answer(code, MediaType.JSON, reason, content);
    }

    private static Response answer(int code, Header type, String reason, Content content) {
        return Response.of(code, type, content).with(REASON.of(reason));
    }
}

package io.proconsul.agent;

import io.proconsul.model.catalog.DeregisterRequest;
import io.proconsul.model.catalog.Node;
import io.proconsul.model.catalog.NodeRequest;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.catalog.NodeServiceList;
import io.proconsul.model.catalog.NodeServiceListReply;
import io.proconsul.model.catalog.NodeServices;
import io.proconsul.model.catalog.NodeServicesReply;
import io.proconsul.model.catalog.RegisterRequest;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.model.health.HealthChecks;
import io.proconsul.model.query.QueryMeta;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.Caller;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.Method;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * What a cluster knows about one node. Answers at once, or, while {@link #holding}, when told to.
 */
public final class FakeCatalog implements Caller {
    public @Nullable Node node;
    public final Map<String, NodeService> services = new TreeMap<>();
    public final Map<String, HealthCheck> checks = new TreeMap<>();

    /** Every write that arrived, in order. */
    public final List<Object> writes = new ArrayList<>();

    /** Every question that arrived. */
    public final List<String> questions = new ArrayList<>();

    private final Deque<Runnable> held = new ArrayDeque<>();
    private boolean holding;
    private @Nullable String failure;
    private @Nullable String refusal;
    private long index = 10;

    /** Every call fails with that text, until {@code null} is given. */
    public void fail(@Nullable String text) {
        failure = text;
    }

    /** Writes fail with that text, until {@code null} is given. */
    public void refuseWrites(@Nullable String text) {
        refusal = text;
    }

    public void hold() {
        holding = true;
    }

    public int held() {
        return held.size();
    }

    /** Answers the oldest call that is held. */
    public void answerOne() {
        held.removeFirst().run();
    }

    /** Answers everything, now and from now on. */
    public void release() {
        holding = false;
        while (!held.isEmpty()) {
            answerOne();
        }
    }

    /** Something changed at the cluster's side. */
    public void moved() {
        index++;
    }

    @Override
    public <Q, R> CompletableFuture<Answer<R>> call(Method<Q, R> method, Q request) {
        CompletableFuture<Answer<R>> answer = new CompletableFuture<>();
        if (request instanceof NodeRequest question) {
            questions.add(method.name() + " " + question.node());
            if (question.options().minQueryIndex() >= index && failure == null) {
                return answer; // waits for ever: tests that need more ask again
            }
        } else {
            writes.add(request);
        }
        Runnable work = () -> complete(method, request, answer);
        if (holding) {
            held.add(work);
        } else {
            work.run();
        }
        return answer;
    }

    private <Q, R> void complete(
            Method<Q, R> method, Q request, CompletableFuture<Answer<R>> answer) {
        String wrong = request instanceof NodeRequest || failure != null ? failure : refusal;
        if (wrong != null) {
            answer.completeExceptionally(new RpcException(wrong));
            return;
        }
        Object reply = reply(method.name(), request);
        answer.complete(
                Answer.of(
                        reply == null ? nothing() : method.reply().cast(reply),
                        QueryMeta.leader(index)));
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // writes answer nothing
    private static <R> R nothing() {
        return null;
    }

    private @Nullable Object reply(String method, Object request) {
        return switch (method) {
            case "Catalog.Register" -> register((RegisterRequest) request);
            case "Catalog.Deregister" -> deregister((DeregisterRequest) request);
            case "Catalog.NodeServiceList" ->
                    new NodeServiceListReply(
                            new NodeServiceList(node, List.copyOf(services.values())));
            case "Catalog.NodeServices" ->
                    new NodeServicesReply(new NodeServices(node, Map.copyOf(services)));
            case "Health.NodeChecks" -> new HealthChecks(List.copyOf(checks.values()));
            default -> throw new AssertionError("nobody told me about " + method);
        };
    }

    private @Nullable Object register(RegisterRequest request) {
        index++;
        if (!request.skipNodeUpdate()) {
            node =
                    new Node(
                            request.id(),
                            request.node(),
                            request.address(),
                            request.datacenter(),
                            request.taggedAddresses(),
                            request.nodeMeta(),
                            index,
                            index);
        }
        NodeService service = request.service();
        if (service != null) {
            services.put(service.id(), service);
        }
        HealthCheck check = request.check();
        if (check != null) {
            checks.put(check.checkId(), check);
        }
        List<HealthCheck> more = request.checks();
        if (more != null) {
            more.forEach(one -> checks.put(one.checkId(), one));
        }
        return null;
    }

    private @Nullable Object deregister(DeregisterRequest request) {
        index++;
        if (!request.checkId().isEmpty()) {
            checks.remove(request.checkId());
        } else {
            services.remove(request.serviceId());
            checks.values().removeIf(check -> check.serviceId().equals(request.serviceId()));
        }
        return null;
    }

    public List<RegisterRequest> registrations() {
        return writes.stream()
                .filter(RegisterRequest.class::isInstance)
                .map(RegisterRequest.class::cast)
                .toList();
    }

    public List<DeregisterRequest> deregistrations() {
        return writes.stream()
                .filter(DeregisterRequest.class::isInstance)
                .map(DeregisterRequest.class::cast)
                .toList();
    }
}

package io.proconsul.agent.sync;

import io.proconsul.agent.local.LocalCheck;
import io.proconsul.agent.local.LocalService;
import io.proconsul.agent.local.LocalState;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.Caller;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.Catalog;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs one action: calls the catalog and tells the local state how it ended. What the catalog
 * refuses for good (a token that may not, something it does not know) counts as done until the next
 * comparison; anything else is a failure.
 */
final class Errands {
    /** Refusals remembered so that each is logged once; beyond this some are logged again. */
    private static final int MAX_REMEMBERED_REFUSALS = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger("agent");

    private final LocalState state;
    private final Caller caller;
    private final CatalogRequests requests;
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    Errands(LocalState state, Caller caller, CatalogRequests requests) {
        this.state = state;
        this.caller = caller;
        this.requests = requests;
    }

    CompletableFuture<Void> run(Action action) {
        return switch (action) {
            case Action.RegisterNode() -> registerNode();
            case Action.RegisterService(var service, var checks) ->
                    register(service, checks, "service", service.id())
                            .thenRun(() -> state.settled(service, checks));
            case Action.RegisterChecks(var service, var checks) ->
                    register(service, checks, "check", checks.getFirst().id())
                            .thenRun(() -> state.settled(null, checks));
            case Action.DeregisterService(var gone, var checks) ->
                    deregister(
                                    caller.call(
                                            Catalog.DEREGISTER,
                                            requests.deregisterService(gone.id(), gone.token())),
                                    "service",
                                    gone.id())
                            .thenRun(() -> state.serviceLeft(gone, checks));
            case Action.DeregisterCheck(var gone) ->
                    deregister(
                                    caller.call(
                                            Catalog.DEREGISTER,
                                            requests.deregisterCheck(gone.id(), gone.token())),
                                    "check",
                                    gone.id())
                            .thenRun(() -> state.checkLeft(gone));
        };
    }

    private CompletableFuture<Void> registerNode() {
        long nodeVersion = state.nodeVersion();
        return outcome(
                        caller.call(Catalog.REGISTER, requests.registerNode()),
                        "Synced node info",
                        "node",
                        requests.node().name())
                .thenAccept(taken -> nodeTold(taken, nodeVersion));
    }

    private CompletableFuture<Void> register(
            @Nullable LocalService service, List<LocalCheck> checks, String what, String id) {
        long nodeVersion = state.nodeVersion();
        boolean nodeKnown = state.nodeInSync();
        return outcome(
                        caller.call(
                                Catalog.REGISTER, requests.register(service, checks, nodeKnown)),
                        "Synced " + what,
                        what,
                        id)
                .thenAccept(taken -> nodeTold(taken, nodeVersion));
    }

    private void nodeTold(boolean taken, long nodeVersion) {
        if (taken) {
            state.nodeSettled(nodeVersion);
        }
    }

    private CompletableFuture<Boolean> deregister(
            CompletableFuture<Answer<Void>> call, String what, String id) {
        return outcome(call, "Deregistered " + what, what, id);
    }

    /** Completes when the catalog has spoken the last word: true when it did what was asked. */
    private CompletableFuture<Boolean> outcome(
            CompletableFuture<Answer<Void>> call, String done, String what, String id) {
        return call.handle((answer, failure) -> {
            if (failure == null) {
                refused.remove(what + id);
                LOG.atInfo().addKeyValue(what, id).log(done);
            } else {
                judge(failure, what, id);
            }
            return failure == null;
        });
    }

    private void judge(Throwable failure, String what, String id) {
        if (!(cause(failure) instanceof RpcException refusal)) {
            throw new CompletionException(cause(failure));
        }
        if (refusal.says("Unknown service") || refusal.says("Unknown check")) {
            return;
        }
        if (!refusal.says(RpcException.PERMISSION_DENIED)
                && !refusal.says(RpcException.ACL_NOT_FOUND)) {
            throw new CompletionException(refusal);
        }
        if (refused.size() < MAX_REMEMBERED_REFUSALS && refused.add(what + id)) {
            LOG.atWarn()
                    .addKeyValue(what, id)
                    .addKeyValue("error", refusal.getMessage())
                    .log("The catalog refuses the " + what + ", its token may not write it");
        }
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }
}

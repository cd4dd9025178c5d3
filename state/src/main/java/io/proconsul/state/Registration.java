package io.proconsul.state;

import io.proconsul.model.catalog.DeregisterRequest;
import io.proconsul.model.catalog.Node;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.catalog.RegisterRequest;
import io.proconsul.model.health.HealthCheck;

/** Putting things into the catalog and taking them out (HTTP reference, section 6). */
final class Registration {
    private final Draft draft;

    Registration(Draft draft) {
        this.draft = draft;
    }

    /** A node, and what the request has of a service and of checks on it; the rest stays. */
    void register(RegisterRequest request) {
        if (!request.skipNodeUpdate() || draft.catalog.node(request.node()) == null) {
            attempt("failed inserting node: ", "", () -> draft.nodeRules.ensure(node(request)));
        }
        NodeService service = request.service();
        if (service != null) {
            attempt(
                    "failed inserting service: ",
                    "",
                    () -> draft.serviceRules.ensure(request.node(), service));
        }
        if (request.check() != null) {
            check(request.node(), request.check());
        }
        if (request.checks() != null) {
            request.checks().forEach(check -> check(request.node(), check));
        }
    }

    /** A service, else a check, else the whole node, whichever the request names first. */
    void deregister(DeregisterRequest request) {
        if (!request.serviceId().isEmpty()) {
            draft.serviceRules.delete(request.node(), request.serviceId());
        } else if (!request.checkId().isEmpty()) {
            draft.checkRules.delete(request.node(), request.checkId());
        } else {
            draft.nodeRules.delete(request.node());
        }
    }

    private void check(String node, HealthCheck check) {
        if (!check.node().equals(node)) {
            throw new Refusal(
                    "check node %s does not match node %s"
                            .formatted(Quoted.of(check.node()), Quoted.of(node)));
        }
        attempt(
                "failed inserting check: ",
                " on node " + Quoted.of(node),
                () -> draft.checkRules.ensure(check));
    }

    private static void attempt(String before, String after, Runnable step) {
        try {
            step.run();
        } catch (Refusal refusal) {
            throw new Refusal(before + refusal.text() + after);
        }
    }

    private static Node node(RegisterRequest request) {
        return new Node(
                request.id(),
                request.node(),
                request.address(),
                request.datacenter(),
                request.taggedAddresses(),
                request.nodeMeta(),
                0,
                0);
    }
}

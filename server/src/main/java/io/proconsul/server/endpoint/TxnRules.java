package io.proconsul.server.endpoint;

import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.model.session.Session;
import io.proconsul.model.txn.TxnError;
import io.proconsul.model.txn.TxnOp;
import io.proconsul.model.txn.TxnVerb;
import io.proconsul.rpc.RpcException;
import io.proconsul.security.acl.Access;
import io.proconsul.security.acl.Authorizer;
import io.proconsul.security.acl.Resource;
import io.proconsul.state.Reads;
import io.proconsul.state.Root;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What has to hold before a transaction goes into the log. All operations are looked at, and all
 * that fail are told.
 */
final class TxnRules {
    private final KvRules kvRules;

    TxnRules(KvRules kvRules) {
        this.kvRules = kvRules;
    }

    /**
     * @param operations with what was left out filled in
     * @param errors of those that must not be tried; empty when all may
     */
    record Checked(List<TxnOp> operations, List<TxnError> errors) {}

    Checked check(@Nullable List<TxnOp> operations, Root root, Authorizer authorizer) {
        List<TxnOp> complete = new ArrayList<>();
        List<TxnError> errors = new ArrayList<>();
        for (TxnOp operation : operations == null ? List.<TxnOp>of() : operations) {
            try {
                complete.add(check(operation, root, authorizer));
            } catch (RpcException wrong) {
                complete.add(operation); // keeps the numbers of the others right
                errors.add(new TxnError(complete.size() - 1, String.valueOf(wrong.getMessage())));
            }
        }
        return new Checked(List.copyOf(complete), errors);
    }

    private TxnOp check(TxnOp operation, Root root, Authorizer authorizer) {
        if (operation.kv() != null) {
            return checkKv(operation, operation.kv(), authorizer);
        }
        if (operation.node() != null && !reads(operation.node().verb())) {
            return checkNode(operation, operation.node(), authorizer);
        }
        if (operation.service() != null && !reads(operation.service().verb())) {
            return checkService(operation.service(), root, authorizer);
        }
        if (operation.check() != null && !reads(operation.check().verb())) {
            return checkCheck(operation.check(), root, authorizer);
        }
        if (operation.session() != null) {
            requireSession(operation.session().session().id(), root, authorizer);
        }
        return operation;
    }

    private static boolean reads(String verb) {
        return verb.equals(TxnVerb.GET);
    }

    private TxnOp checkKv(TxnOp operation, TxnOp.KvOp kv, Authorizer authorizer) {
        if (!kvRules.admits(kv.verb(), kv.entry(), authorizer)) {
            throw new RpcException(
                    "failed to lock key \"" + kv.entry().key() + "\" due to lock delay");
        }
        return operation;
    }

    private static TxnOp checkNode(TxnOp operation, TxnOp.NodeOp node, Authorizer authorizer) {
        Registration.requireNode(node.node().name(), node.node().id());
        Rights.require(authorizer, Resource.NODE, Access.WRITE, node.node().name());
        return operation;
    }

    private static TxnOp checkService(TxnOp.ServiceOp operation, Root root, Authorizer authorizer) {
        NodeService service = ServiceRules.complete(operation.service());
        Rights.require(authorizer, Resource.SERVICE, Access.WRITE, service.name());
        if (!authorizer.allowsEverything()) {
            NodeService known = service(operation.node(), service.id(), root);
            if (known != null) {
                Rights.require(authorizer, Resource.SERVICE, Access.WRITE, known.name());
            }
        }
        return new TxnOp(
                null,
                null,
                new TxnOp.ServiceOp(operation.verb(), operation.node(), service),
                null,
                null);
    }

    private static TxnOp checkCheck(TxnOp.CheckOp operation, Root root, Authorizer authorizer) {
        HealthCheck check = Registration.complete(operation.check());
        if (!authorizer.allowsEverything()) {
            requireCheck(check, root, authorizer);
        }
        return new TxnOp(null, null, null, new TxnOp.CheckOp(operation.verb(), check), null);
    }

    /** A service's check takes the service, known or as the check calls it; a node's, the node. */
    private static void requireCheck(HealthCheck check, Root root, Authorizer authorizer) {
        if (check.serviceId().isEmpty()) {
            Rights.require(authorizer, Resource.NODE, Access.WRITE, check.node());
            return;
        }
        NodeService known = service(check.node(), check.serviceId(), root);
        String name = known == null ? check.serviceName() : known.name();
        Rights.require(authorizer, Resource.SERVICE, Access.WRITE, name);
    }

    /** The node is the one the session stands on, whatever the operation says. */
    private static void requireSession(String id, Root root, Authorizer authorizer) {
        if (authorizer.allowsEverything()) {
            return;
        }
        Session session = SessionEndpoint.find(id, root).value();
        if (session != null) {
            Rights.require(authorizer, Resource.SESSION, Access.WRITE, session.node());
        }
    }

    private static @Nullable NodeService service(String node, String id, Root root) {
        var found = Reads.nodeServices(node).on(root).value();
        Map<String, NodeService> services = found == null ? null : found.services();
        return services == null ? null : services.get(id);
    }
}

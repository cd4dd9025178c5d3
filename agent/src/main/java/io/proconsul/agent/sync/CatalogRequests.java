package io.proconsul.agent.sync;

import io.proconsul.agent.local.LocalCheck;
import io.proconsul.agent.local.LocalService;
import io.proconsul.agent.node.AgentTokens;
import io.proconsul.agent.node.NodeIdentity;
import io.proconsul.model.catalog.DeregisterRequest;
import io.proconsul.model.catalog.NodeRequest;
import io.proconsul.model.catalog.RegisterRequest;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.query.WriteOptions;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Writes what is to be told as requests to the catalog (RPC reference, section 8). */
final class CatalogRequests {
    /** A follower may answer a comparison as long as it is not further behind than this. */
    private static final Duration MAX_STALE = Duration.ofSeconds(2);

    private final Supplier<NodeIdentity> node;
    private final AgentTokens tokens;

    CatalogRequests(Supplier<NodeIdentity> node, AgentTokens tokens) {
        this.node = node;
        this.tokens = tokens;
    }

    NodeIdentity node() {
        return node.get();
    }

    /** What the catalog has about this node. */
    NodeRequest question() {
        NodeIdentity self = node.get();
        return new NodeRequest(
                self.datacenter(),
                self.name(),
                QueryOptions.DEFAULT.withStale(MAX_STALE).withToken(tokens.agent()));
    }

    RegisterRequest registerNode() {
        return register(null, List.of(), false, tokens.agent());
    }

    /**
     * @param nodeKnown the catalog knows the node as it is; else the request tells that too
     */
    RegisterRequest register(
            @Nullable LocalService service, List<LocalCheck> checks, boolean nodeKnown) {
        String token = service != null ? service.token() : "";
        for (LocalCheck check : checks) {
            token = check.token();
        }
        return register(service, checks, nodeKnown, orUser(token));
    }

    /** Exactly one check travels in {@code Check}, several in {@code Checks}. */
    private RegisterRequest register(
            @Nullable LocalService service,
            List<LocalCheck> checks,
            boolean nodeKnown,
            String token) {
        NodeIdentity self = node.get();
        List<HealthCheck> all = checks.stream().map(LocalCheck::check).toList();
        return new RegisterRequest(
                self.datacenter(),
                self.id(),
                self.name(),
                self.address(),
                self.taggedAddresses(),
                self.meta(),
                service == null ? null : service.service(),
                all.size() == 1 ? all.getFirst() : null,
                all.size() > 1 ? all : null,
                nodeKnown,
                new WriteOptions(token),
                0,
                0);
    }

    DeregisterRequest deregisterService(String id, String token) {
        return deregister(id, "", token);
    }

    DeregisterRequest deregisterCheck(String id, String token) {
        return deregister("", id, token);
    }

    private DeregisterRequest deregister(String serviceId, String checkId, String token) {
        NodeIdentity self = node.get();
        return new DeregisterRequest(
                self.datacenter(),
                self.name(),
                serviceId,
                checkId,
                new WriteOptions(token.isEmpty() ? tokens.agent() : token));
    }

    private String orUser(String token) {
        return token.isEmpty() ? tokens.user() : token;
    }
}

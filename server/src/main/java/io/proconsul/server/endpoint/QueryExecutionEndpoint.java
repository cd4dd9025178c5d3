package io.proconsul.server.endpoint;

import io.proconsul.model.catalog.Node;
import io.proconsul.model.health.CheckServiceNode;
import io.proconsul.model.preparedquery.ExecuteReply;
import io.proconsul.model.preparedquery.ExecuteRequest;
import io.proconsul.model.preparedquery.ExplainReply;
import io.proconsul.model.preparedquery.PreparedQuery;
import io.proconsul.model.preparedquery.RemoteExecuteRequest;
import io.proconsul.model.preparedquery.ServiceQuery;
import io.proconsul.model.query.QueryMeta;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.PreparedQueryMethods;
import io.proconsul.runtime.random.Chance;
import io.proconsul.security.acl.Authorizer;
import io.proconsul.security.acl.TokenResolver;
import io.proconsul.security.acl.UnknownTokenException;
import io.proconsul.server.query.Freshness;
import io.proconsul.state.BadLookupException;
import io.proconsul.state.Reads;
import io.proconsul.state.Root;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Executes and explains prepared queries (wire reference, section 10, PreparedQuery). */
public final class QueryExecutionEndpoint {
    private final String datacenter;
    private final Supplier<Root> state;
    private final TokenResolver tokens;
    private final Freshness freshness;
    private final Chance chance;
    private final QueryFailover failover;

    /**
     * @param tokens what the tokens kept in queries allow
     * @param chance decides the order of instances
     */
    public QueryExecutionEndpoint(
            String datacenter,
            Supplier<Root> state,
            TokenResolver tokens,
            Freshness freshness,
            Chance chance,
            OtherDatacenters others) {
        this.datacenter = datacenter;
        this.state = state;
        this.tokens = tokens;
        this.freshness = freshness;
        this.chance = chance;
        this.failover = new QueryFailover(others);
    }

    public void addTo(Endpoints endpoints) {
        endpoints.act(PreparedQueryMethods.EXPLAIN, this::explain);
        endpoints.act(PreparedQueryMethods.EXECUTE, this::execute);
        endpoints.act(PreparedQueryMethods.EXECUTE_REMOTE, this::executeRemote);
    }

    private CompletableFuture<Answer<ExplainReply>> explain(
            ExecuteRequest request, Authorizer authorizer) {
        PreparedQuery query = resolve(request, state.get());
        if (!PreparedQueryRights.mayList(authorizer, query)) {
            throw Rights.denied();
        }
        var reply = new ExplainReply(PreparedQueryRights.shown(authorizer, query));
        return Replies.now(Answer.of(reply, meta()));
    }

    private CompletableFuture<Answer<ExecuteReply>> execute(
            ExecuteRequest request, Authorizer authorizer) {
        Root root = state.get();
        PreparedQuery query = resolve(request, root);
        ExecuteReply all = found(query, request.connect(), root, authorizer);
        List<CheckServiceNode> ordered = sorted(shuffled(all), query.service(), request, root);
        ExecuteReply reply = all.withNodes(limited(ordered, request.limit()));
        return ordered.isEmpty()
                ? failover.ask(query, request, reply).thenApply(last -> Answer.of(last, meta()))
                : Replies.now(Answer.of(reply, meta()));
    }

    /** Distance means nothing to somebody far away, so only chance decides the order. */
    private CompletableFuture<Answer<ExecuteReply>> executeRemote(
            RemoteExecuteRequest request, Authorizer authorizer) {
        ExecuteReply all = found(request.query(), request.connect(), state.get(), authorizer);
        ExecuteReply reply = all.withNodes(limited(shuffled(all), request.limit()));
        return Replies.now(Answer.of(reply, meta()));
    }

    /** These answers have no index: nobody can wait for them to change. */
    private QueryMeta meta() {
        QueryMeta now = freshness.of(0);
        return new QueryMeta(0, now.lastContact(), now.knownLeader(), now.consistencyLevel());
    }

    private static PreparedQuery resolve(ExecuteRequest request, Root root) {
        PreparedQuery query;
        try {
            query =
                    Reads.resolvedQuery(request.queryIdOrName(), request.agent().segment())
                            .on(root)
                            .value();
        } catch (BadLookupException cannot) {
            throw new RpcException(String.valueOf(cannot.getMessage()));
        }
        if (query == null) {
            throw new RpcException(PreparedQueryMethods.NOT_FOUND);
        }
        return query;
    }

    /** The instances here that the query is after and its token, or else the caller, may see. */
    private ExecuteReply found(PreparedQuery query, boolean connect, Root root, Authorizer caller) {
        ServiceQuery service = query.service();
        var read =
                connect || service.connect()
                        ? Reads.connectHealth(service.service())
                        : Reads.health(service.service());
        Authorizer authorizer = query.token().isEmpty() ? caller : authorizer(query.token());
        List<CheckServiceNode> nodes =
                new Listing<>(read.on(root).value())
                        .only(new QueryInstances(service))
                        .seenBy(authorizer, row -> HealthEndpoint.visible(row, authorizer))
                        .rows();
        return new ExecuteReply(service.service(), nodes, query.dns(), datacenter, 0);
    }

    private Authorizer authorizer(String token) {
        try {
            return tokens.resolve(token);
        } catch (UnknownTokenException unknown) {
            throw new RpcException(RpcException.ACL_NOT_FOUND);
        }
    }

    private List<CheckServiceNode> shuffled(ExecuteReply reply) {
        List<CheckServiceNode> order =
                new ArrayList<>(reply.nodes() == null ? List.of() : reply.nodes());
        for (int i = order.size() - 1; i > 0; i--) {
            Collections.swap(order, i, chance.nextInt(i + 1));
        }
        return order;
    }

    private static List<CheckServiceNode> limited(List<CheckServiceNode> nodes, int limit) {
        return limit > 0 && nodes.size() > limit ? List.copyOf(nodes.subList(0, limit)) : nodes;
    }

    /** By the distance from the near node, if there is one and it is of this datacenter. */
    private List<CheckServiceNode> sorted(
            List<CheckServiceNode> nodes, ServiceQuery query, ExecuteRequest request, Root root) {
        String near = near(query, request, root);
        String from = request.source().datacenter();
        boolean here = (from.isEmpty() ? request.agent().datacenter() : from).equals(datacenter);
        return near.isEmpty() || !here ? nodes : Nearness.sorted(nodes, near, root);
    }

    /** The node the caller names, else the one the query names; empty for none. */
    private static String near(ServiceQuery query, ExecuteRequest request, Root root) {
        String asked = request.source().node();
        String near = asked.isEmpty() ? query.near() : asked;
        return switch (near) {
            case ServiceQuery.AGENT -> request.agent().node();
            case ServiceQuery.IP -> nodeAt(request.source().ip(), root);
            default -> near;
        };
    }

    private static String nodeAt(String address, Root root) {
        if (address.isEmpty()) {
            return "";
        }
        return Reads.nodes(null).on(root).value().stream()
                .filter(node -> node.address().equals(address))
                .map(Node::name)
                .findFirst()
                .orElse("");
    }
}

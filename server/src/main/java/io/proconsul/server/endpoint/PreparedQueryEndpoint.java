package io.proconsul.server.endpoint;

import io.proconsul.model.command.Command;
import io.proconsul.model.preparedquery.PreparedQueries;
import io.proconsul.model.preparedquery.PreparedQuery;
import io.proconsul.model.preparedquery.PreparedQueryLookup;
import io.proconsul.model.preparedquery.PreparedQueryRequest;
import io.proconsul.model.query.DatacenterRequest;
import io.proconsul.model.query.WriteOptions;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.PreparedQueryMethods;
import io.proconsul.runtime.random.Chance;
import io.proconsul.security.acl.Authorizer;
import io.proconsul.server.fsm.CommandLog;
import io.proconsul.server.query.Question;
import io.proconsul.state.BadLookupException;
import io.proconsul.state.Reads;
import io.proconsul.state.Root;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Keeps prepared queries (wire reference, section 10, PreparedQuery). */
public final class PreparedQueryEndpoint {
    private final Supplier<Root> state;
    private final CommandLog log;
    private final Chance chance;

    /**
     * @param chance makes the ids
     */
    public PreparedQueryEndpoint(Supplier<Root> state, CommandLog log, Chance chance) {
        this.state = state;
        this.log = log;
        this.chance = chance;
    }

    public void addTo(Endpoints endpoints) {
        endpoints.act(PreparedQueryMethods.APPLY, this::apply);
        endpoints.read(PreparedQueryMethods.GET, this::get);
        endpoints.read(PreparedQueryMethods.LIST, this::list);
    }

    private CompletableFuture<Answer<String>> apply(
            PreparedQueryRequest request, Authorizer authorizer) {
        PreparedQuery query = identified(request);
        PreparedQueryRights.requireWrite(authorizer, query);
        if (!isCreation(request)) {
            PreparedQueryRights.requireWrite(authorizer, existing(query.id()));
        }
        switch (request.op()) {
            case PreparedQueryRequest.CREATE, PreparedQueryRequest.UPDATE ->
                    PreparedQueryRules.require(query);
            case PreparedQueryRequest.DELETE -> {}
            default -> throw new RpcException("Unknown prepared query operation: " + request.op());
        }
        var change =
                new PreparedQueryRequest(
                        request.datacenter(), request.op(), query, WriteOptions.NONE);
        return log.propose(new Command.PreparedQueryChange(change))
                .thenApply(done -> Answer.of(query.id()));
    }

    private static boolean isCreation(PreparedQueryRequest request) {
        return request.op().equals(PreparedQueryRequest.CREATE);
    }

    /** Ids are chosen before the command is logged, for servers must not differ. */
    private PreparedQuery identified(PreparedQueryRequest request) {
        PreparedQuery query = request.query();
        if (!isCreation(request)) {
            return query;
        }
        if (!query.id().isEmpty()) {
            throw new RpcException("ID must be empty when creating a new prepared query");
        }
        String id = chance.uuid().toString();
        while (find(id) != null) {
            id = chance.uuid().toString();
        }
        return query.withId(id);
    }

    private PreparedQuery existing(String id) {
        PreparedQuery existing;
        try {
            existing = find(id);
        } catch (BadLookupException noId) {
            throw new RpcException("Prepared Query lookup failed: " + noId.getMessage());
        }
        if (existing == null) {
            throw new RpcException("Cannot modify non-existent prepared query: '" + id + "'");
        }
        return existing;
    }

    private @Nullable PreparedQuery find(String id) {
        return Reads.preparedQuery(id).on(state.get()).value();
    }

    private Question<?, PreparedQueries> get(PreparedQueryLookup request, Authorizer authorizer) {
        return Question.<@Nullable PreparedQuery, PreparedQueries>cheap(
                Reads.preparedQuery(request.queryId()), query -> one(query, authorizer));
    }

    /** Whoever knows the id of a query without a name may see it. */
    private static PreparedQueries one(@Nullable PreparedQuery query, Authorizer authorizer) {
        if (query == null) {
            throw new RpcException(PreparedQueryMethods.NOT_FOUND);
        }
        if (query.isNamed() && !PreparedQueryRights.mayList(authorizer, query)) {
            throw Rights.denied();
        }
        return new PreparedQueries(List.of(PreparedQueryRights.shown(authorizer, query)));
    }

    private Question<?, PreparedQueries> list(DatacenterRequest request, Authorizer authorizer) {
        return Question.of(
                Reads.preparedQueries(), queries -> new PreparedQueries(seen(queries, authorizer)));
    }

    private static List<PreparedQuery> seen(List<PreparedQuery> queries, Authorizer authorizer) {
        return queries.stream()
                .filter(query -> PreparedQueryRights.mayList(authorizer, query))
                .map(query -> PreparedQueryRights.shown(authorizer, query))
                .toList();
    }
}

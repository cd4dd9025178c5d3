package io.proconsul.server.endpoint;

import io.proconsul.model.preparedquery.ExecuteReply;
import io.proconsul.model.preparedquery.ExecuteRequest;
import io.proconsul.model.preparedquery.PreparedQuery;
import io.proconsul.model.preparedquery.QueryDatacenterOptions;
import io.proconsul.model.preparedquery.RemoteExecuteRequest;
import io.proconsul.rpc.method.PreparedQueryMethods;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Asks other datacenters, one after the other, when nobody is left in the own one. */
final class QueryFailover {
    private static final Logger LOG = LoggerFactory.getLogger("agent.server.prepared_query");

    private final OtherDatacenters others;

    QueryFailover(OtherDatacenters others) {
        this.others = others;
    }

    /**
     * The first answer with instances in it, else the last one; with the number of datacenters
     * asked.
     *
     * @param empty what the own datacenter answered
     */
    CompletableFuture<ExecuteReply> ask(
            PreparedQuery query, ExecuteRequest request, ExecuteReply empty) {
        return ask(candidates(query.service().failover()).iterator(), 0, query, request, empty);
    }

    /** The nearest ones, then those that are named, each once; unknown ones are passed over. */
    private Set<String> candidates(QueryDatacenterOptions failover) {
        List<String> known = others.byDistance();
        Set<String> chosen =
                new LinkedHashSet<>(known.subList(0, Math.min(failover.nearestN(), known.size())));
        List<String> named = new ArrayList<>();
        if (failover.datacenters() != null) {
            named.addAll(failover.datacenters());
        }
        named.retainAll(known);
        chosen.addAll(named);
        return chosen;
    }

    private CompletableFuture<ExecuteReply> ask(
            Iterator<String> datacenters,
            int asked,
            PreparedQuery query,
            ExecuteRequest request,
            ExecuteReply before) {
        boolean found = before.nodes() != null && !before.nodes().isEmpty();
        if (found || !datacenters.hasNext()) {
            return CompletableFuture.completedFuture(before.withFailovers(asked));
        }
        return execute(datacenters.next(), query, request, before)
                .thenCompose(reply -> ask(datacenters, asked + 1, query, request, reply));
    }

    private CompletableFuture<ExecuteReply> execute(
            String datacenter, PreparedQuery query, ExecuteRequest request, ExecuteReply before) {
        var remote =
                new RemoteExecuteRequest(
                        datacenter, query, request.limit(), request.connect(), request.options());
        return others.call(datacenter, PreparedQueryMethods.EXECUTE_REMOTE, remote)
                .handle((answer, failure) -> {
                    if (answer != null) {
                        return answer.value();
                    }
                    LOG.atWarn()
                            .addKeyValue("datacenter", datacenter)
                            .addKeyValue("error", Objects.requireNonNull(failure).getMessage())
                            .log("Failed querying for service in datacenter");
                    return before;
                });
    }
}

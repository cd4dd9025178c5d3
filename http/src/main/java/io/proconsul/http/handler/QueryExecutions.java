package io.proconsul.http.handler;

import io.proconsul.http.message.Refusal;
import io.proconsul.http.message.Request;
import io.proconsul.http.message.Response;
import io.proconsul.http.parameter.GoNumbers;
import io.proconsul.http.parameter.Questions;
import io.proconsul.model.preparedquery.ExecuteRequest;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.query.QuerySource;
import io.proconsul.rpc.method.PreparedQueryMethods;

import java.net.InetAddress;
import java.util.concurrent.CompletableFuture;

/** Executes and explains prepared queries, near whom the client wants. */
final class QueryExecutions {
    private final Cluster cluster;
    private final Questions questions;
    private final Presentation presentation;
    private final String node;

    QueryExecutions(Cluster cluster, String node) {
        this.cluster = cluster;
        this.questions = cluster.questions();
        this.presentation = cluster.presentation();
        this.node = node;
    }

    CompletableFuture<Response> execute(Request request, String idOrName) {
        return cluster.discover(
                request,
                PreparedQueryMethods.EXECUTE,
                question(request, idOrName, true),
                (answer, read) ->
                        IndexHeaders.addConsistency(
                                presentation.json(
                                        request,
                                        QueryForms.executed(answer, read),
                                        QueryForms.EXECUTED),
                                read));
    }

    CompletableFuture<Response> explain(Request request, String idOrName) {
        return cluster.discover(
                request,
                PreparedQueryMethods.EXPLAIN,
                question(request, idOrName, false),
                (answer, read) ->
                        IndexHeaders.addConsistency(
                                presentation.json(
                                        request,
                                        QueryForms.explained(answer, read),
                                        QueryForms.EXPLAINED),
                                read));
    }

    /**
     * @param executed what is only explained has no use for {@code connect}, not even to refuse it
     */
    private ExecuteRequest question(Request request, String idOrName, boolean executed) {
        QueryOptions options = questions.options(request);
        QuerySource near = questions.source(request);
        String datacenter = questions.datacenter(request);
        return new ExecuteRequest(
                datacenter,
                idOrName,
                limit(request),
                executed && connect(request),
                new QuerySource(datacenter, "", near.node(), address(request)),
                new QuerySource(questions.ownDatacenter(), "", node, ""),
                options);
    }

    private static int limit(Request request) {
        String limit = request.query().first("limit");
        try {
            return limit.isEmpty() ? 0 : GoNumbers.integer(limit);
        } catch (IllegalArgumentException bad) {
            throw Refusal.failed("Bad limit: " + bad.getMessage());
        }
    }

    private static boolean connect(Request request) {
        String connect = request.query().first("connect");
        try {
            return !connect.isEmpty() && GoNumbers.bool(connect);
        } catch (IllegalArgumentException bad) {
            throw Refusal.failed("Error parsing 'connect' value: " + bad.getMessage());
        }
    }

    /** The client's address as the first proxy saw it; empty behind a unix socket. */
    private static String address(Request request) {
        String first = request.headers().firstOr("X-Forwarded-For", "").split(",", 2)[0].strip();
        if (isAddress(first)) {
            return first;
        }
        InetAddress client = request.head().client().address();
        return client == null ? "" : client.getHostAddress();
    }

    private static boolean isAddress(String text) {
        try {
            return !text.isEmpty() && InetAddress.ofLiteral(text) != null;
        } catch (IllegalArgumentException no) {
            return false;
        }
    }
}

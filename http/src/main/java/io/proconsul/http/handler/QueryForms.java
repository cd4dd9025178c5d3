package io.proconsul.http.handler;

import io.proconsul.json.JsonWriter;
import io.proconsul.model.health.CheckServiceNode;
import io.proconsul.model.preparedquery.ExecuteReply;
import io.proconsul.model.preparedquery.ExplainReply;
import io.proconsul.model.preparedquery.PreparedQueries;
import io.proconsul.model.preparedquery.PreparedQuery;
import io.proconsul.model.query.QueryMeta;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.wire.Joint;
import io.proconsul.model.wire.RecordCodec;
import io.proconsul.rpc.Answer;

import java.util.List;

/**
 * How prepared queries and what they find look. Unlike elsewhere, instances are shown as they are,
 * with {@code null} for lists that are not there, and what the answer says about its freshness
 * stands in the body too.
 */
final class QueryForms {
    static final JsonForm<PreparedQueries> QUERIES = new JsonForm<>(QueryForms::queries);
    static final JsonForm<Joint<ExecuteReply, QueryMeta>> EXECUTED;
    static final JsonForm<Joint<ExplainReply, QueryMeta>> EXPLAINED;

    private static final RecordCodec<PreparedQuery> QUERY = RecordCodec.of(PreparedQuery.class);

    static {
        var executed = RecordCodec.joint(ExecuteReply.class, QueryMeta.class);
        EXECUTED = new JsonForm<>(executed::writeJson);
        var explained = RecordCodec.joint(ExplainReply.class, QueryMeta.class);
        EXPLAINED = new JsonForm<>(explained::writeJson);
    }

    private QueryForms() {}

    private static void queries(PreparedQueries reply, JsonWriter out) {
        out.beginArray();
        CatalogForms.orEmpty(reply.queries()).forEach(query -> QUERY.writeJson(query, out));
        out.endArray();
    }

    /** The list of instances is never {@code null}, an empty one of checks always is. */
    static Joint<ExecuteReply, QueryMeta> executed(
            Answer<ExecuteReply> answer, QueryOptions options) {
        ExecuteReply reply = answer.value();
        List<CheckServiceNode> nodes =
                CatalogForms.orEmpty(reply.nodes()).stream().map(QueryForms::shown).toList();
        return new Joint<>(reply.withNodes(nodes), meta(answer, options));
    }

    private static CheckServiceNode shown(CheckServiceNode instance) {
        return CatalogForms.orEmpty(instance.checks()).isEmpty()
                ? new CheckServiceNode(instance.node(), instance.service(), null)
                : instance;
    }

    static Joint<ExplainReply, QueryMeta> explained(
            Answer<ExplainReply> answer, QueryOptions options) {
        return new Joint<>(answer.value(), meta(answer, options));
    }

    private static QueryMeta meta(Answer<?> answer, QueryOptions options) {
        QueryMeta meta = answer.meta();
        return new QueryMeta(
                meta.index(),
                meta.lastContact(),
                meta.knownLeader(),
                IndexHeaders.consistency(options));
    }
}

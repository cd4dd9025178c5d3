package io.proconsul.http.handler;

import io.proconsul.http.message.Content;
import io.proconsul.http.message.MediaType;
import io.proconsul.http.message.Request;
import io.proconsul.http.message.Response;
import io.proconsul.http.parameter.Questions;
import io.proconsul.http.route.BodyLimit;
import io.proconsul.http.route.Endpoint;
import io.proconsul.http.route.EndpointTable;
import io.proconsul.json.JsonWriter;
import io.proconsul.json.MemberName;
import io.proconsul.model.catalog.Node;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.model.kv.KvEntry;
import io.proconsul.model.query.QueryMeta;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.txn.TxnError;
import io.proconsul.model.txn.TxnReadRequest;
import io.proconsul.model.txn.TxnReply;
import io.proconsul.model.txn.TxnRequest;
import io.proconsul.model.txn.TxnResult;
import io.proconsul.model.wire.RecordCodec;
import io.proconsul.rpc.method.Txn;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** {@code /v1/txn}: several operations of which all happen or none. */
public final class TxnEndpoints implements Family {
    private static final JsonForm<TxnReply> WRITTEN =
            new JsonForm<>((reply, out) -> write(reply, null, out));
    private static final JsonForm<Read> READ =
            new JsonForm<>((read, out) -> write(read.reply, read.meta, out));

    private static final MemberName KV = new MemberName("KV");
    private static final MemberName NODE = new MemberName("Node");
    private static final MemberName SERVICE = new MemberName("Service");
    private static final MemberName CHECK = new MemberName("Check");

    private static final RecordCodec<Node> NODE_CODEC = RecordCodec.of(Node.class);
    private static final RecordCodec<NodeService> SERVICE_CODEC = RecordCodec.of(NodeService.class);
    private static final RecordCodec<HealthCheck> CHECK_CODEC = RecordCodec.of(HealthCheck.class);
    private static final RecordCodec<TxnError> ERROR_CODEC = RecordCodec.of(TxnError.class);

    private final Cluster cluster;
    private final Questions questions;
    private final Presentation presentation;
    private final long maxValueSize;
    private final BodyLimit bodyLimit;

    /**
     * @param maxValueSize bytes of one value ({@code limits.kv_max_value_size})
     * @param maxRequestSize bytes of the whole request ({@code limits.txn_max_req_len}); never
     *     smaller than one value in effect
     */
    public TxnEndpoints(Cluster cluster, long maxValueSize, long maxRequestSize) {
        this.cluster = cluster;
        this.questions = cluster.questions();
        this.presentation = cluster.presentation();
        this.maxValueSize = maxValueSize;
        this.bodyLimit = new BodyLimit(Math.max(maxValueSize, maxRequestSize), "txn_max_req_len");
    }

    /** What a transaction that only reads brought back; its answer tells how fresh it is. */
    private record Read(TxnReply reply, QueryMeta meta) {}

    @Override
    public void addTo(EndpointTable table) {
        table.add("/v1/txn", Endpoint.put(this::apply, bodyLimit));
    }

    private CompletableFuture<Response> apply(Request request) {
        QueryOptions options = questions.options(request);
        TxnBody txn =
                JsonBodies.read(
                        request,
                        "Failed to parse body: ",
                        body -> TxnBody.read(body, questions.ownDatacenter(), maxValueSize));
        return txn.writes() ? write(request, txn) : read(request, txn, options);
    }

    private CompletableFuture<Response> write(Request request, TxnBody txn) {
        var write =
                new TxnRequest(
                        questions.datacenter(request), txn.ops(), questions.writeOptions(request));
        return cluster.ask(
                request,
                Txn.APPLY,
                write,
                answer -> {
                    Content content = WRITTEN.of(answer.value(), presentation.pretty(request));
                    return Response.of(status(answer.value()), MediaType.JSON, content);
                });
    }

    private CompletableFuture<Response> read(Request request, TxnBody txn, QueryOptions options) {
        var question = new TxnReadRequest(questions.datacenter(request), txn.ops(), options);
        return cluster.ask(
                request,
                Txn.READ,
                question,
                answer -> {
                    var read = new Read(answer.value(), answer.meta());
                    Content content = READ.of(read, presentation.pretty(request));
                    Response response =
                            Response.of(status(answer.value()), MediaType.JSON, content);
                    return IndexHeaders.addLeader(response, answer.meta());
                });
    }

    private static int status(TxnReply reply) {
        return failed(reply) ? 409 : 200;
    }

    private static boolean failed(TxnReply reply) {
        return reply.errors() != null && !reply.errors().isEmpty();
    }

    /** Results are a list, or {@code null} where errors are; the other way round alike. */
    private static void write(TxnReply reply, @Nullable QueryMeta meta, JsonWriter out) {
        out.beginObject();
        out.name("Results");
        if (failed(reply)) {
            out.nothing();
            ERROR_CODEC.writeJsonList(reply.errors(), out.name("Errors"));
        } else {
            out.beginArray();
            results(reply.results()).forEach(result -> write(result, out));
            out.endArray();
            out.name("Errors").nothing();
        }
        if (meta != null) {
            write(meta, out);
        }
        out.endObject();
    }

    private static List<TxnResult> results(@Nullable List<TxnResult> results) {
        return CatalogForms.orEmpty(results);
    }

    private static void write(TxnResult result, JsonWriter out) {
        KvEntry entry = result.kv();
        out.beginObject();
        if (entry != null) {
            KvForms.write(entry, out.name(KV));
        } else if (result.node() != null) {
            NODE_CODEC.writeJson(result.node(), out.name(NODE));
        } else if (result.service() != null) {
            SERVICE_CODEC.writeJson(result.service(), out.name(SERVICE));
        } else if (result.check() != null) {
            CHECK_CODEC.writeJson(result.check(), out.name(CHECK));
        }
        out.endObject();
    }

    /** The index is always zero here: transactions have none of their own. */
    private static void write(QueryMeta meta, JsonWriter out) {
        out.name("Index").number(0);
        out.name("LastContact").number(meta.lastContact().toNanos());
        out.name("KnownLeader").bool(meta.knownLeader());
        out.name("ConsistencyLevel").string("");
    }
}

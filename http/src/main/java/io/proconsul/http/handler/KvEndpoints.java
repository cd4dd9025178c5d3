package io.proconsul.http.handler;

import io.proconsul.http.message.BrokenBodyException;
import io.proconsul.http.message.Content;
import io.proconsul.http.message.Header;
import io.proconsul.http.message.HeaderName;
import io.proconsul.http.message.MediaType;
import io.proconsul.http.message.Query;
import io.proconsul.http.message.Refusal;
import io.proconsul.http.message.Request;
import io.proconsul.http.message.Response;
import io.proconsul.http.parameter.GoNumbers;
import io.proconsul.http.parameter.Questions;
import io.proconsul.http.route.BodyLimit;
import io.proconsul.http.route.Endpoint;
import io.proconsul.http.route.EndpointTable;
import io.proconsul.http.route.Failures;
import io.proconsul.model.kv.KeyListRequest;
import io.proconsul.model.kv.KeyNames;
import io.proconsul.model.kv.KeyRequest;
import io.proconsul.model.kv.KvEntries;
import io.proconsul.model.kv.KvEntry;
import io.proconsul.model.kv.KvRequest;
import io.proconsul.model.kv.KvVerb;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.method.Kvs;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** {@code /v1/kv/}: keys and values. */
public final class KvEndpoints implements Family {
    private static final Header NO_SNIFF = new HeaderName("X-Content-Type-Options").of("nosniff");
    private static final Header SANDBOX = new HeaderName("Content-Security-Policy").of("sandbox");

    private final Cluster cluster;
    private final Questions questions;
    private final Presentation presentation;
    private final BodyLimit valueLimit;

    /**
     * @param maxValueSize bytes ({@code limits.kv_max_value_size})
     */
    public KvEndpoints(Cluster cluster, long maxValueSize) {
        this.cluster = cluster;
        this.questions = cluster.questions();
        this.presentation = cluster.presentation();
        this.valueLimit = new BodyLimit(maxValueSize, "kv_max_value_size");
    }

    @Override
    public void addTo(EndpointTable table) {
        table.add(
                "/v1/kv/",
                Endpoint.get(this::get),
                Endpoint.put(this::put, valueLimit),
                Endpoint.delete(this::delete));
    }

    // ---- reading

    private CompletableFuture<Response> get(Request request) {
        QueryOptions options = questions.options(request);
        Query query = request.query();
        if (query.has("keys")) {
            return names(request, options);
        }
        boolean recurse = query.has("recurse");
        if (!recurse) {
            requireKey(request);
        }
        questions.refuseNamespaces(request);
        var question = new KeyRequest(questions.datacenter(request), request.rest(), options);
        return cluster.ask(
                request,
                recurse ? Kvs.LIST : Kvs.GET,
                question,
                answer -> entries(request, answer, recurse));
    }

    private Response entries(Request request, Answer<KvEntries> answer, boolean recurse) {
        List<KvEntry> entries = answer.value().entries();
        if (entries == null || entries.isEmpty()) {
            return IndexHeaders.add(Response.empty(404), answer.meta());
        }
        Response response =
                request.query().has("raw") && !recurse
                        ? raw(entries.getFirst())
                        : presentation.json(request, answer.body(), KvForms.ENTRIES);
        return IndexHeaders.add(response, answer.meta());
    }

    /** The bytes alone, with what keeps browsers from taking them for a page. */
    private static Response raw(KvEntry entry) {
        byte[] value = entry.value();
        Content content = value == null ? Content.EMPTY : Content.of(value);
        return Response.of(200, MediaType.PLAIN, content).with(NO_SNIFF).with(SANDBOX);
    }

    private CompletableFuture<Response> names(Request request, QueryOptions options) {
        questions.refuseNamespaces(request);
        var question =
                new KeyListRequest(
                        questions.datacenter(request),
                        request.rest(),
                        separator(request.query()),
                        options);
        return cluster.ask(request, Kvs.LIST_KEYS, question, answer -> names(request, answer));
    }

    /** Old clients spell it wrongly; the reference takes both. */
    private static String separator(Query query) {
        String separator = query.first("separator");
        return separator.isEmpty() ? query.first("seperator") : separator;
    }

    private Response names(Request request, Answer<KeyNames> answer) {
        List<String> keys = answer.value().keys();
        boolean none = keys == null || keys.isEmpty();
        Response response =
                none && !request.rest().isEmpty()
                        ? Response.empty(404)
                        : presentation.json(request, answer.body(), KvForms.NAMES);
        return IndexHeaders.add(response, answer.meta());
    }

    // ---- writing

    private CompletableFuture<Response> put(Request request) {
        questions.refuseNamespaces(request);
        requireKey(request);
        Query query = request.query();
        refuseConflict(query, "cas", "acquire", "release");
        long flags = query.has("flags") ? GoNumbers.unsignedOrFail(query.first("flags")) : 0;
        String verb = putVerb(query);
        long index = verb.equals(KvVerb.CAS) ? GoNumbers.unsignedOrFail(query.first("cas")) : 0;
        byte[] value;
        try {
            value = request.body().bytes();
        } catch (BrokenBodyException broken) {
            return CompletableFuture.completedFuture(Failures.response(broken));
        }
        String session = query.first(verb.equals(KvVerb.LOCK) ? "acquire" : "release");
        var entry = new KvEntry(0, request.rest(), flags, value, session, 0, index);
        return apply(request, verb, entry, verb.equals(KvVerb.SET));
    }

    private static String putVerb(Query query) {
        if (query.has("cas")) {
            return KvVerb.CAS;
        }
        if (query.has("acquire")) {
            return KvVerb.LOCK;
        }
        return query.has("release") ? KvVerb.UNLOCK : KvVerb.SET;
    }

    private CompletableFuture<Response> delete(Request request) {
        questions.refuseNamespaces(request);
        Query query = request.query();
        refuseConflict(query, "recurse", "cas");
        if (query.has("recurse")) {
            return apply(request, KvVerb.DELETE_TREE, entry(request, 0), true);
        }
        requireKey(request);
        if (query.has("cas")) {
            long index = GoNumbers.unsignedOrFail(query.first("cas"));
            return apply(request, KvVerb.DELETE_CAS, entry(request, index), false);
        }
        return apply(request, KvVerb.DELETE, entry(request, 0), true);
    }

    private static KvEntry entry(Request request, long index) {
        return new KvEntry(0, request.rest(), 0, null, "", 0, index);
    }

    /**
     * @param always whether the operation cannot but succeed: then that is what is answered
     */
    private CompletableFuture<Response> apply(
            Request request, String verb, KvEntry entry, boolean always) {
        var write =
                new KvRequest(
                        questions.datacenter(request),
                        verb,
                        entry,
                        questions.writeOptions(request));
        return cluster.ask(
                request,
                Kvs.APPLY,
                write,
                answer ->
                        presentation.json(request, always || answer.value(), Presentation.BOOLEAN));
    }

    private static void requireKey(Request request) {
        if (request.rest().isEmpty()) {
            throw Refusal.invalid("Missing key name");
        }
    }

    /** At most one of these parameters may be there. */
    private static void refuseConflict(Query query, String... names) {
        String first = null;
        for (String name : names) {
            if (query.has(name)) {
                refuseSecond(query, first);
                first = name;
            }
        }
    }

    private static void refuseSecond(Query query, @Nullable String first) {
        if (first != null) {
            throw Refusal.invalid("Conflicting flags: " + query.encoded());
        }
    }
}

package io.proconsul.http.parameter;

import io.proconsul.http.message.Headers;
import io.proconsul.http.message.Refusal;
import io.proconsul.http.message.Request;
import io.proconsul.model.catalog.ServiceRequest;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.query.QuerySource;
import io.proconsul.model.query.WriteOptions;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Reads what requests ask beside their subject. Immutable; any thread. */
public final class Questions {
    /** What is said behind everything that asks for namespaces. */
    public static final String ENTERPRISE = " - Namespaces are a Consul Enterprise feature";

    private static final List<String> DISCOVERY = List.of("/v1/catalog", "/v1/health");
    private static final String BEARER = "bearer";

    private final String datacenter;
    private final String node;
    private final Supplier<String> defaultToken;
    private final Duration discoveryMaxStale;
    private final boolean useCache;

    /**
     * @param datacenter the agent's, for requests that name none
     * @param node the agent's, for {@code near=_agent}
     * @param defaultToken the agent's, for requests that carry none; empty when it has none
     * @param discoveryMaxStale {@code discovery_max_stale}; zero: off
     * @param useCache {@code http_config.use_cache}
     */
    public Questions(
            String datacenter,
            String node,
            Supplier<String> defaultToken,
            Duration discoveryMaxStale,
            boolean useCache) {
        this.datacenter = datacenter;
        this.node = node;
        this.defaultToken = defaultToken;
        this.discoveryMaxStale = discoveryMaxStale;
        this.useCache = useCache;
    }

    /** The agent's datacenter, whatever the request says. */
    public String ownDatacenter() {
        return datacenter;
    }

    /** The datacenter that shall answer. */
    public String datacenter(Request request) {
        String asked = request.query().first("dc");
        return asked.isEmpty() ? datacenter : asked;
    }

    /** The secret to act with: the request's, else the agent's default; empty: anonymous. */
    public String token(Request request) {
        String parameter = request.query().first("token");
        if (!parameter.isEmpty()) {
            return parameter;
        }
        String header = request.headers().firstOr("X-Consul-Token", "");
        if (!header.isEmpty()) {
            return header;
        }
        String bearer = bearer(request.headers());
        return bearer.isEmpty() ? defaultToken.get() : bearer;
    }

    /** The first word behind the scheme, which counts in any case. */
    private static String bearer(Headers headers) {
        String header = headers.firstOr("Authorization", "").strip();
        if (!header.regionMatches(true, 0, BEARER + " ", 0, BEARER.length() + 1)) {
            return "";
        }
        String rest = header.substring(BEARER.length()).strip();
        int blank = rest.indexOf(' ');
        return blank < 0 ? rest : rest.substring(0, blank);
    }

    public WriteOptions writeOptions(Request request) {
        return new WriteOptions(token(request));
    }

    /**
     * How fresh, as whom and whether to wait.
     *
     * @throws Refusal when the parameters contradict each other or are not what they should be
     */
    public QueryOptions options(Request request) {
        Consistency consistency = Consistency.of(request.query(), discoveryLimit(request));
        CacheControl cache = CacheControl.of(request.headers());
        return options(request, consistency, cache, Waiting.of(request.query()));
    }

    private QueryOptions options(
            Request request, Consistency consistency, CacheControl cache, Waiting waiting) {
        return new QueryOptions(
                token(request),
                waiting.index(),
                waiting.time(),
                consistency.stale(),
                consistency.consistent(),
                consistency.cached() && useCache,
                consistency.maxStale(),
                cache.maxAge(),
                cache.mustRevalidate(),
                cache.staleIfError(),
                request.query().first("filter"));
    }

    /**
     * The options of a question about what the path names at its end.
     *
     * @param missing what is said when it names nothing
     */
    public QueryOptions optionsAboutNamed(Request request, String missing) {
        refuseNamespaces(request);
        QueryOptions options = options(request);
        if (request.rest().isEmpty()) {
            throw Refusal.invalid(missing);
        }
        return options;
    }

    /** A question about the service, or gateway, that the path names at its end. */
    public ServiceRequest service(
            Request request,
            boolean connect,
            boolean ingress,
            List<String> tags,
            QueryOptions options) {
        return new ServiceRequest(
                datacenter(request),
                nodeMeta(request),
                request.rest(),
                "",
                tags.isEmpty() ? null : tags,
                "",
                !tags.isEmpty(),
                source(request),
                connect,
                ingress,
                options);
    }

    /** As {@link #options} without waiting, for endpoints that never do. */
    public QueryOptions freshness(Request request) {
        Consistency consistency = Consistency.of(request.query(), discoveryLimit(request));
        CacheControl cache = CacheControl.of(request.headers());
        return options(request, consistency, cache, Waiting.NOT);
    }

    /** The same options, asked of the leader. */
    public static QueryOptions ofLeader(QueryOptions options) {
        return new QueryOptions(
                options.token(),
                options.minQueryIndex(),
                options.maxQueryTime(),
                false,
                false,
                options.useCache(),
                Duration.ZERO,
                options.maxAge(),
                options.mustRevalidate(),
                options.staleIfError(),
                options.filter());
    }

    private @Nullable Duration discoveryLimit(Request request) {
        boolean concerned =
                discoveryMaxStale.isPositive()
                        && DISCOVERY.stream().anyMatch(request.head().target().path()::startsWith);
        return concerned ? discoveryMaxStale : null;
    }

    /** From where distances are measured; unsorted when the request does not say. */
    public QuerySource source(Request request) {
        String near = request.query().first("near");
        if (near.isEmpty()) {
            return QuerySource.NONE;
        }
        return new QuerySource(datacenter(request), "", near.equals("_agent") ? node : near, "");
    }

    /** The pairs that nodes must carry; null when all nodes will do. */
    public @Nullable Map<String, String> nodeMeta(Request request) {
        List<String> pairs = request.query().all("node-meta");
        if (pairs.isEmpty()) {
            return null;
        }
        var meta = new HashMap<String, String>();
        for (String pair : pairs) {
            int colon = pair.indexOf(':');
            meta.put(
                    colon < 0 ? pair : pair.substring(0, colon),
                    colon < 0 ? "" : pair.substring(colon + 1));
        }
        return meta;
    }

    /**
     * Refuses requests for namespaces.
     *
     * @throws Refusal with 400
     */
    public void refuseNamespaces(Request request) {
        if (!request.headers().firstOr("X-Consul-Namespace", "").isEmpty()) {
            throw Refusal.badRequest("Invalid header: \"X-Consul-Namespace\"" + ENTERPRISE);
        }
        if (!request.query().first("ns").isEmpty()) {
            throw Refusal.badRequest("Invalid query parameter: \"ns\"" + ENTERPRISE);
        }
    }
}

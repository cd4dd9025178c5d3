package io.proconsul.http;

import io.proconsul.http.edge.EdgeLimits;
import io.proconsul.http.handler.MetricsEndpoint;
import io.proconsul.http.route.Subnet;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How the HTTP API is served; the names in braces are those of the configuration.
 *
 * @param addresses network addresses and unix sockets to listen on ({@code addresses.http}, {@code
 *     ports.http}); whoever starts the server prepares the folders of unix sockets
 * @param limits of connections and requests
 * @param api what the API allows and how it answers
 * @param ui the web UI
 * @param metrics how metrics are named
 * @param debug whether {@code /debug/pprof/} is open ({@code enable_debug})
 */
public record HttpSettings(
        List<SocketAddress> addresses,
        EdgeLimits limits,
        Api api,
        Ui ui,
        MetricsEndpoint.Naming metrics,
        boolean debug) {
    public HttpSettings {
        addresses = List.copyOf(addresses);
    }

    /** The reference's defaults on these addresses. */
    public static HttpSettings on(SocketAddress... addresses) {
        return new HttpSettings(
                List.of(addresses),
                EdgeLimits.DEFAULT,
                Api.DEFAULT,
                Ui.ON,
                MetricsEndpoint.Naming.DEFAULT,
                false);
    }

    /** The same with other rules for the API. */
    public HttpSettings withApi(Api other) {
        return new HttpSettings(addresses, limits, other, ui, metrics, debug);
    }

    /**
     * What the API allows and how it answers.
     *
     * @param alwaysPretty indent every answer, as {@code -dev} does
     * @param responseHeaders added to every answer of API and UI ({@code
     *     http_config.response_headers})
     * @param blocked beginnings of paths that are refused ({@code http_config.block_endpoints})
     * @param writers who may change something ({@code http_config.allow_write_http_from}); empty:
     *     everybody
     * @param useCache whether {@code ?cached} means anything ({@code http_config.use_cache})
     * @param discoveryMaxStale how old discovery answers may be when nothing else is asked for
     *     ({@code discovery_max_stale}); zero: asked of the leader
     * @param kvMaxValueSize bytes of a value ({@code limits.kv_max_value_size})
     * @param txnMaxRequestSize bytes of a transaction ({@code limits.txn_max_req_len})
     * @param translateWanAddresses told in a header ({@code translate_wan_addrs})
     * @param printablePathsOnly other paths are refused (not {@code
     *     disable_http_unprintable_char_filter})
     */
    public record Api(
            boolean alwaysPretty,
            Map<String, String> responseHeaders,
            List<String> blocked,
            List<Subnet> writers,
            boolean useCache,
            Duration discoveryMaxStale,
            long kvMaxValueSize,
            long txnMaxRequestSize,
            boolean translateWanAddresses,
            boolean printablePathsOnly) {
        private static final long HALF_MEBIBYTE = 512 * 1024;

        public static final Api DEFAULT =
                new Api(
                        false,
                        Map.of(),
                        List.of(),
                        List.of(),
                        true,
                        Duration.ZERO,
                        HALF_MEBIBYTE,
                        HALF_MEBIBYTE,
                        false,
                        true);

        public Api {
            responseHeaders = Map.copyOf(responseHeaders);
            blocked = List.copyOf(blocked);
            writers = List.copyOf(writers);
        }

        /** The same, indented for everybody or not. */
        public Api withAlwaysPretty(boolean pretty) {
            return new Api(
                    pretty,
                    responseHeaders,
                    blocked,
                    writers,
                    useCache,
                    discoveryMaxStale,
                    kvMaxValueSize,
                    txnMaxRequestSize,
                    translateWanAddresses,
                    printablePathsOnly);
        }
    }

    /**
     * The web UI.
     *
     * @param on whether there is one ({@code ui})
     * @param path where it lives, with slashes around it ({@code ui_content_path})
     */
    public record Ui(boolean on, String path) {
        public static final Ui ON = new Ui(true, "/ui/");
        public static final Ui OFF = new Ui(false, "/ui/");
    }
}

package io.proconsul.http.route;

import io.proconsul.http.message.Client;
import io.proconsul.http.message.Header;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.metrics.Metrics;

import java.util.List;
import java.util.concurrent.Executor;

/**
 * What holds for all endpoints of the API.
 *
 * @param headers added to every answer
 * @param blocked beginnings of paths that are refused ({@code http_config.block_endpoints})
 * @param writers who may change something ({@code http_config.allow_write_http_from}); empty: all
 * @param metrics hears how long each request took
 * @param threads starts each task on a virtual thread of its own
 */
public record ApiRules(
        List<Header> headers,
        List<String> blocked,
        List<Subnet> writers,
        Metrics metrics,
        Clock clock,
        Executor threads) {
    public ApiRules {
        headers = List.copyOf(headers);
        blocked = List.copyOf(blocked);
        writers = List.copyOf(writers);
    }

    boolean blocks(String path) {
        return !blocked.isEmpty() && blocked.stream().anyMatch(path::startsWith);
    }

    /** Clients of unix sockets have no address and are refused where addresses are asked for. */
    boolean mayWrite(Client client) {
        return writers.isEmpty()
                || client.address() != null
                        && writers.stream().anyMatch(range -> range.contains(client.address()));
    }
}

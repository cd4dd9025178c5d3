package io.proconsul.http.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.http.message.Client;
import io.proconsul.http.message.Head;
import io.proconsul.http.message.Headers;
import io.proconsul.http.message.Received;
import io.proconsul.http.message.Response;
import io.proconsul.http.message.Stream;
import io.proconsul.http.message.Target;
import io.proconsul.http.parameter.Questions;
import io.proconsul.http.route.ApiRules;
import io.proconsul.http.route.EndpointTable;
import io.proconsul.http.route.Routes;
import io.proconsul.http.route.Site;
import io.proconsul.runtime.clock.VirtualTime;
import io.proconsul.runtime.log.LogLevel;
import io.proconsul.runtime.metrics.Metrics;
import io.proconsul.security.acl.TokenResolver;

import org.junit.jupiter.api.Test;

import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

class MonitorEndpointTest {
    private final PlayedLog log = new PlayedLog();
    private final List<String> heard = new ArrayList<>();

    /** A log that says its lines as soon as somebody listens. */
    private static final class PlayedLog implements LogSource {
        final List<String> lines = new ArrayList<>();
        String asked = "";
        int listening;

        @Override
        public AutoCloseable listen(LogLevel from, boolean json, Consumer<String> hear) {
            asked = from + (json ? " json" : "");
            listening++;
            lines.forEach(hear);
            return () -> listening--;
        }
    }

    private Stream monitor(String query) throws Exception {
        var routes = new Routes();
        var rules =
                new ApiRules(
                        List.of(),
                        List.of(),
                        List.of(),
                        new Metrics(new VirtualTime()),
                        new VirtualTime(),
                        Runnable::run);
        var questions = new Questions("dc1", "n", () -> "", Duration.ZERO, true);
        var guard = new Guard(TokenResolver.allowAll(), questions, "n");
        new MonitorEndpoint(log, guard).addTo(new EndpointTable(routes, rules));
        var head =
                new Head(
                        "GET",
                        Target.parse("/v1/agent/monitor" + query),
                        Headers.NONE,
                        Client.LOCAL);
        Response response =
                new Site(routes, true).admit(head).answer(Received.NOTHING, Runnable::run).join();
        return (Stream) response.payload();
    }

    /** Listens until that many pieces came, then goes. */
    private void listen(Stream stream, int pieces) throws Exception {
        try {
            stream.writeTo(piece -> {
                if (heard.size() == pieces) {
                    throw new ClosedChannelException();
                }
                heard.add(new String(piece, StandardCharsets.UTF_8));
            });
        } catch (ClosedChannelException gone) {
            assertThat(heard).hasSize(pieces);
        }
    }

    @Test
    void lines_are_sent_as_they_are_written() throws Exception {
        log.lines.addAll(List.of("a", "b", "c"));
        listen(monitor("?loglevel=warn"), 2);
        assertThat(heard).containsExactly("a\n", "b\n");
        assertThat(log.asked).isEqualTo("WARN");
    }

    @Test
    void whoever_goes_stops_listening() throws Exception {
        log.lines.addAll(List.of("a", "b"));
        Stream stream = monitor("?logjson");
        assertThat(log.listening).isZero();
        listen(stream, 1);
        assertThat(log.asked).isEqualTo("INFO json");
        assertThat(log.listening).isZero();
    }

    @Test
    void a_slow_listener_loses_lines_and_is_told() throws Exception {
        for (int i = 0; i < MonitorEndpoint.KEPT_LINES + 7; i++) {
            log.lines.add("line " + i);
        }
        listen(monitor(""), MonitorEndpoint.KEPT_LINES);
        assertThat(heard.get(1)).isEqualTo("[WARN] Dropped 7 logs during monitor request\n");
        assertThat(heard.get(2)).isEqualTo("line 1\n");
    }
}

package io.proconsul.agent.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.agent.service.AgentRefusal;
import io.proconsul.model.watch.WatchKind;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

class WatchReaderTest {
    private static WatchDefinition read(Map<String, Object> watch) {
        return WatchReader.read(List.of(watch), "/bin/bash").getFirst();
    }

    private static void assertRefused(Map<String, Object> watch, String message) {
        assertThatThrownBy(() -> read(watch)).isInstanceOf(AgentRefusal.class).hasMessage(message);
    }

    @Test
    void a_program_is_given_as_its_words() {
        WatchDefinition watch =
                read(
                        Map.of(
                                "type", "service",
                                "service", "web",
                                "tag", "v1",
                                "passingonly", true,
                                "token", "secret",
                                "args", List.of("reload", "now")));

        assertThat(watch.plan().kind()).isEqualTo(WatchKind.SERVICE);
        assertThat(watch.plan().path()).isEqualTo("/v1/health/service/web");
        assertThat(watch.token()).isEqualTo("secret");
        assertThat(watch.handler()).isEqualTo(new WatchHandler.Program(List.of("reload", "now")));
    }

    @Test
    void the_old_way_hands_a_line_to_the_shell() {
        assertThat(read(Map.of("type", "nodes", "handler", "echo hi")).handler())
                .isEqualTo(new WatchHandler.Program(List.of("/bin/bash", "-c", "echo hi")));
    }

    @Test
    void a_url_has_its_method_headers_and_time() {
        Map<String, Object> config =
                Map.of(
                        "path", "http://a/b",
                        "method", "PUT",
                        "header", Map.of("X-A", List.of("1", "2")),
                        "timeout", "3s",
                        "tls_skip_verify", true);

        WatchDefinition watch =
                read(
                        Map.of(
                                "type", "services",
                                "handler_type", "http",
                                "http_handler_config", List.of(config)));

        assertThat(watch.handler())
                .isEqualTo(
                        new WatchHandler.Url(
                                "http://a/b",
                                "PUT",
                                Map.of("X-A", List.of("1", "2")),
                                Duration.ofSeconds(3),
                                true));
    }

    @Test
    void what_cannot_be_meant_is_refused_in_the_words_of_the_original() {
        assertRefused(
                Map.of("type", "services", "handler_type", "foo"),
                "Handler type 'foo' not recognized");
        assertRefused(
                Map.of("type", "connect_roots", "handler", "x"),
                "Watch type connect_roots is not allowed in agent config");
        assertRefused(Map.of("type", "key", "key", "a"), "Must define a watch handler");
        assertRefused(
                Map.of("type", "nodes", "handler", "x", "args", List.of("y")),
                "Only one watch handler allowed");
        assertRefused(
                Map.of("type", "nodes", "args", List.of(1L)),
                "Watch args must be a list of strings");
        assertRefused(Map.of("type", "nodes", "handler", 3L), "Watch handler must be a string");
    }

    @Test
    void a_watch_that_cannot_be_understood_is_named_by_its_place() {
        assertRefused(
                Map.of("key", "x", "args", "y"),
                "Failed to parse watch 1: Watch type must be specified");
        assertRefused(
                Map.of("type", "key", "args", "y"),
                "Failed to parse watch 1: Must specify a single key to watch");
        assertRefused(
                Map.of("type", "key", "key", 3L, "args", "y"),
                "Failed to parse watch 1: Expecting key to be a string");
        assertRefused(
                Map.of("type", "nodes", "foo", "x", "args", "y"),
                "Failed to parse watch 1: Invalid parameters: [foo]");
        assertRefused(
                Map.of("type", "nodes", "handler_type", "http"),
                "Failed to parse watch 1: Handler type 'http' requires 'http_handler_config' to be"
                        + " set");
        assertRefused(
                Map.of(
                        "type", "nodes",
                        "handler_type", "http",
                        "http_handler_config", Map.of("method", "PUT")),
                "Failed to parse watch 1: Failed to parse 'http_handler_config': Requires 'path' to"
                        + " be set");
    }
}

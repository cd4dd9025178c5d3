package io.proconsul.http;

import static io.proconsul.http.ApiFixture.shown;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.http.HttpSettings.Ui;
import io.proconsul.http.edge.EdgeLimits;
import io.proconsul.http.handler.MetricsEndpoint;
import io.proconsul.http.message.Response;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Objects;

/** What is served beside the API. */
class PagesTest {
    private static ApiFixture with(Ui ui, boolean debug) {
        return new ApiFixture(
                new HttpSettings(
                        List.of(),
                        EdgeLimits.DEFAULT,
                        HttpSettings.Api.DEFAULT,
                        ui,
                        new MetricsEndpoint.Naming("consul", "vm", true),
                        debug));
    }

    private final ApiFixture api = with(Ui.ON, false);

    @Test
    void the_root_leads_to_the_ui() {
        Response response = api.get("/");
        assertThat(response.status()).isEqualTo(301);
        assertThat(response.header("Location")).isEqualTo("/ui/");
    }

    @Test
    void without_a_ui_the_root_says_what_this_is() {
        ApiFixture without = with(Ui.OFF, false);
        assertThat(shown(without.get("/"))).isEqualTo("200 Consul Agent");
        assertThat(shown(without.get("/ui/"))).isEqualTo("404 ");
    }

    @ParameterizedTest
    @CsvSource({
        "/ui/, text/html; charset=utf-8",
        "/ui/app.js, text/javascript; charset=utf-8",
        "/ui/style.css, text/css; charset=utf-8",
        "/ui/icon.svg, image/svg+xml"
    })
    void files_come_with_their_types(String path, String type) {
        Response response = api.get(path);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("Content-Type")).isEqualTo(type);
        assertThat(response.header("Cache-Control")).isEqualTo("no-cache");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ui/dc1/services/web", "/ui/nope.js", "/ui/x/", "/ui/a.b/c"})
    void paths_that_name_no_file_are_the_uis_own(String path) {
        assertThat(api.get(path).payload()).isSameAs(api.get("/ui/").payload());
    }

    @Test
    void a_browser_that_has_the_file_gets_it_once() {
        Response first = api.get("/ui/app.js");
        String tag = Objects.requireNonNull(first.header("Etag"));
        Response again = api.get("/ui/app.js", "If-None-Match", tag);
        assertThat(shown(again)).isEqualTo("304 ");
        assertThat(again.header("Etag")).isEqualTo(tag);
    }

    @Test
    void the_ui_may_live_elsewhere_and_knows_it() {
        ApiFixture moved = with(new Ui(true, "/my/ui/"), false);
        assertThat(moved.get("/").header("Location")).isEqualTo("/my/ui/");
        assertThat(moved.get("/my/ui/").payload().toString()).contains("<base href=\"/my/ui/\">");
        assertThat(moved.get("/ui/").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "heap", "nope"})
    void profiles_are_closed_unless_opened(String name) {
        assertThat(shown(api.get("/debug/pprof/" + name))).isEqualTo("401 ACL support disabled");
    }

    @Test
    void opened_profiles_show_threads_and_objects() {
        ApiFixture open = with(Ui.ON, true);
        assertThat(open.get("/debug/pprof/goroutine").payload().toString())
                .contains("java.lang.Thread.State");
        assertThat(open.get("/debug/pprof/heap").payload().toString()).contains("java.lang.String");
        assertThat(open.get("/debug/pprof/").payload().toString()).contains("heap");
        assertThat(shown(open.get("/debug/pprof/nope"))).isEqualTo("404 Unknown profile\n");
    }

    @Test
    void prometheus_gets_its_own_text() {
        Response response = api.get("/v1/agent/metrics?format=prometheus");
        assertThat(response.header("Content-Type"))
                .isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(response.payload().toString()).contains("# TYPE consul_http_GET_v1_kv__");
    }

    @Test
    void gauges_name_the_host() {
        api.metrics.gauge("raft.peers", () -> 3);
        assertThat(api.get("/v1/agent/metrics").payload().toString())
                .contains("{\"Name\":\"consul.vm.raft.peers\",\"Value\":3,\"Labels\":{}}");
    }
}

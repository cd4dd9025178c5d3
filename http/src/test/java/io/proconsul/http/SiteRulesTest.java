package io.proconsul.http;

import static io.proconsul.http.ApiFixture.shown;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.http.message.Content;
import io.proconsul.http.message.Response;
import io.proconsul.http.route.Subnet;
import io.proconsul.model.kv.KvEntries;
import io.proconsul.rpc.method.Kvs;
import io.proconsul.rpc.method.Status;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** What holds for all endpoints: paths, methods, order of refusals, headers, compression. */
class SiteRulesTest {
    private final ApiFixture api = new ApiFixture();

    private static ApiFixture restricted() {
        var settings =
                new HttpSettings.Api(
                        false,
                        Map.of("X-Vec", "yes"),
                        List.of("/v1/agent/host", "/v1/catalog"),
                        List.of(Subnet.parse("10.0.0.0/8")),
                        true,
                        Duration.ZERO,
                        1,
                        1,
                        true,
                        true);
        return new ApiFixture(HttpSettings.on().withApi(settings));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nope", "/v1", "/v1/", "/v1/nope", "/v1/status/leader/", "/v1/kvx"})
    void unknown_paths_are_not_found_and_say_nothing(String path) {
        Response response = api.get(path);
        assertThat(shown(response)).isEqualTo("404 ");
        assertThat(response.headers()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1//status/leader, /v1/status/leader",
        "/v1/kv/a/../b, /v1/kv/b",
        "/v1/kv/a/./b/, /v1/kv/a/b/",
        "/v1/kv, /v1/kv/",
        "/v1/kv?a=b&c, /v1/kv/?a=b&c",
        "/v1/kv/a%2F%2Fb, /v1/kv/a/b",
        "//, /",
        "/v1/../.., /",
        "/v1/kv/x%20y//z%5B%21?a=%20b;c, /v1/kv/x%20y/z%5B%21?a=%20b;c",
        "/ui, /ui/"
    })
    void paths_that_need_cleaning_are_redirected(String path, String location) {
        Response response = api.get(path);
        assertThat(response.status()).isEqualTo(301);
        assertThat(response.header("Location")).isEqualTo(location);
        assertThat(response.payload().toString())
                .isEqualTo(
                        "<a href=\""
                                + location.replace("&", "&amp;")
                                + "\">Moved Permanently</a>.\n\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/kv/a.b", "/v1/kv/..a", "/v1/kv/a..", "/v1/kv/...", "/v1/kv/.a"})
    void dots_within_names_stay(String path) {
        api.caller.on(Kvs.GET, new KvEntries(null));
        assertThat(api.get(path).status()).isEqualTo(404);
    }

    @Test
    void only_browsers_get_a_link_to_follow() {
        Response response = api.put("/v1/kv/a//b", "x");
        assertThat(shown(response)).isEqualTo("301 ");
        assertThat(response.header("Content-Type")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/kv/%01", "/v1/kv/a%0ab", "/nope%7f", "/v1/kv/%C2%A0", "/%E2%80%A8"})
    void paths_that_cannot_be_printed_are_refused(String path) {
        Response response = api.get(path);
        assertThat(shown(response)).isEqualTo("400 ");
        assertThat(response.headers()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PATCH, /v1/status/leader, 'OPTIONS,GET'",
        "POST, /v1/kv/x, 'OPTIONS,GET,PUT,DELETE'",
        "HEAD, /v1/status/leader, 'OPTIONS,GET'",
        "GET, /v1/agent/reload, 'OPTIONS,PUT'",
        "PUT, /v1/acl/login, 'OPTIONS,POST'",
        "get, /v1/txn, 'OPTIONS,PUT'",
        "DELETE, /v1/query, 'OPTIONS,GET,POST'",
        "FOO, /v1/operator/keyring, 'OPTIONS,GET,POST,PUT,DELETE'"
    })
    void other_methods_are_told_which_there_are(String method, String path, String allow) {
        Response response = api.send(method, path, "");
        assertThat(shown(response)).isEqualTo("405 method " + method + " not allowed");
        assertThat(response.header("Allow")).isEqualTo(allow);
        assertThat(response.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
    }

    @Test
    void options_are_listed_without_asking_anybody() {
        Response response = api.send("OPTIONS", "/v1/kv/x", "");
        assertThat(shown(response)).isEqualTo("200 ");
        assertThat(response.header("Allow")).isEqualTo("OPTIONS,GET,PUT,DELETE");
        assertThat(response.header("Content-Type")).isNull();
    }

    @Test
    void refusals_come_in_order() {
        ApiFixture strict = restricted();
        assertThat(shown(strict.get("/v1/agent/host?x=%zz"))).isEqualTo("500 ");
        assertThat(shown(strict.send("FOO", "/v1/agent/host", "")))
                .isEqualTo("403 Endpoint is blocked by agent configuration");
        assertThat(shown(strict.get("/v1/catalog/nodes")))
                .isEqualTo("403 Endpoint is blocked by agent configuration");
        assertThat(shown(strict.send("POST", "/v1/kv/a", "1")))
                .isEqualTo("405 method POST not allowed");
        assertThat(shown(strict.put("/v1/kv/a", "1"))).isEqualTo("403 Access is restricted");
        assertThat(strict.send("OPTIONS", "/v1/kv/a", "").status()).isEqualTo(200);
    }

    @Test
    void configured_headers_are_on_every_answer_of_the_api_but_not_on_unknown_paths() {
        ApiFixture strict = restricted();
        Response refused = strict.get("/v1/agent/host");
        assertThat(refused.header("X-Vec")).isEqualTo("yes");
        assertThat(refused.header("X-Consul-Translate-Addresses")).isEqualTo("true");
        assertThat(strict.get("/v1/nope").header("X-Vec")).isNull();
        assertThat(strict.get("/ui/").header("X-Vec")).isEqualTo("yes");
        assertThat(strict.get("/ui/").header("X-Consul-Translate-Addresses")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "gzip, true",
        "'deflate, gzip;q=0.5', true",
        "gzip;q=0, false",
        "'*', false",
        "br, false"
    })
    void answers_are_compressed_for_those_who_take_that(String accepted, boolean compressed)
            throws IOException {
        api.caller.on(Status.LEADER, "1.2.3.4:8300");
        Response response = api.get("/v1/status/leader", "Accept-Encoding", accepted);
        assertThat("gzip".equals(response.header("Content-Encoding"))).isEqualTo(compressed);
        if (compressed) {
            var content = (Content) response.payload();
            var in =
                    new GZIPInputStream(
                            new ByteArrayInputStream(content.array(), 0, content.length()));
            assertThat(in.readAllBytes()).asString().isEqualTo("\"1.2.3.4:8300\"");
        }
    }

    @Test
    void empty_answers_are_not_compressed() {
        api.caller.on(Kvs.GET, new KvEntries(null));
        Response response = api.get("/v1/kv/none", "Accept-Encoding", "gzip");
        assertThat(response.header("Content-Encoding")).isNull();
    }

    @Test
    void durations_are_measured_under_the_names_of_the_reference() {
        api.caller.on(Kvs.GET, new KvEntries(null));
        api.get("/v1/kv/x");
        api.time.pass(Duration.ofSeconds(10));
        assertThat(api.get("/v1/agent/metrics").payload().toString())
                .startsWith(
                        "{\"Timestamp\":\"2026-01-02 15:04:05 +0000"
                                + " UTC\",\"Gauges\":[],\"Points\":[],")
                .contains("{\"Name\":\"consul.http.GET.v1.kv._\",\"Count\":1,\"Rate\":0,");
    }

    @Test
    void the_server_itself_answers_options() {
        assertThat(shown(api.send("OPTIONS", "*", ""))).isEqualTo("200 ");
    }
}

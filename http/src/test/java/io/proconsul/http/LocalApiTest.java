package io.proconsul.http;

import static io.proconsul.http.ApiFixture.shown;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.http.message.Response;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

/** The endpoints of local services and checks, in front of a real agent. */
class LocalApiTest {
    private final ApiFixture api = new ApiFixture();

    private void registered(String body) {
        Response response = api.put("/v1/agent/service/register", body);
        assertThat(shown(response)).isEqualTo("200 ");
        assertThat(response.header("Content-Type")).isNull();
    }

    @Test
    void a_registered_service_is_listed_with_lists_and_maps_filled_in() {
        registered("{\"Name\":\"web\",\"Port\":80}");
        assertThat(shown(api.get("/v1/agent/services")))
                .isEqualTo(
                        "200 {\"web\":{\"ID\":\"web\",\"Service\":\"web\",\"Tags\":[],\"Meta\":{},"
                                + "\"Port\":80,\"Address\":\"\",\"Weights\":{\"Passing\":1,"
                                + "\"Warning\":1},\"EnableTagOverride\":false}}");
    }

    @Test
    void nothing_registered_is_an_empty_object() {
        assertThat(shown(api.get("/v1/agent/services"))).isEqualTo("200 {}");
        assertThat(shown(api.get("/v1/agent/checks"))).isEqualTo("200 {}");
    }

    @Test
    void names_may_be_written_in_snake_case() {
        registered("{\"name\":\"s\",\"enable_tag_override\":true,\"check\":{\"ttl\":\"30s\"}}");
        assertThat(api.get("/v1/agent/service/s").payload().toString())
                .contains("\"EnableTagOverride\":true");
        assertThat(api.get("/v1/agent/checks").payload().toString())
                .contains("\"CheckID\":\"service:s\"", "\"ServiceTags\":[]", "\"CreateIndex\":0");
    }

    @Test
    void one_service_comes_with_its_hash_and_waits_until_that_changes() {
        registered("{\"Name\":\"web\"}");
        Response first = api.get("/v1/agent/service/web");
        String hash = first.header("X-Consul-ContentHash");
        assertThat(first.payload().toString()).contains("\"ContentHash\":\"" + hash + "\"");

        var waiting = api.start("GET", "/v1/agent/service/web?hash=" + hash + "&wait=10s", "");
        assertThat(waiting).isNotDone();
        registered("{\"Name\":\"web\",\"Port\":81}");
        assertThat(waiting.join().header("X-Consul-ContentHash")).isNotEqualTo(hash);
    }

    @Test
    void a_wait_for_a_hash_ends_with_the_same_answer() {
        registered("{\"Name\":\"web\"}");
        String hash = api.get("/v1/agent/service/web").header("X-Consul-ContentHash");
        var waiting = api.start("GET", "/v1/agent/service/web?hash=" + hash + "&wait=10s", "");
        api.time.pass(Duration.ofSeconds(11));
        assertThat(waiting.join().header("X-Consul-ContentHash")).isEqualTo(hash);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "service/register|{|400 Request decode failed: unexpected EOF",
                "service/register|{\"Name\":\"a\",\"Bogus\":1}|400 Request decode failed: json:"
                        + " unknown field \"Bogus\"",
                "service/register|{}|400 Missing service name",
                "service/register|{\"Name\":\"a\",\"Address\":\"0.0.0.0\"}|400 Invalid service"
                        + " address",
                "service/deregister/|''|500 ServiceID missing",
                "service/maintenance/web|''|400 Missing value for enable",
                "service/maintenance/web?enable=zap|''|400 Invalid value for enable: \"zap\"",
                "service/maintenance/?enable=true|''|400 Missing service ID",
                "service/maintenance/ghost?enable=true|''|404 No service registered with ID"
                        + " \"ghost\"",
                "maintenance|''|400 Missing value for enable",
                "check/register|{\"TTL\":\"10s\"}|400 Missing check name",
                "check/register|{\"Name\":\"x\",\"CheckID\":\"y\"}|400 Request decode failed: json:"
                        + " unknown field \"CheckID\"",
                "check/register|{\"Name\":\"x\",\"TTL\":\"5s\",\"service_id\":\"ghost\"}|500"
                        + " ServiceID \"ghost\" does not exist",
                "check/deregister/|''|500 CheckID missing",
                "check/pass/ghost|''|500 CheckID \"ghost\" does not have associated TTL",
                "check/update/ghost|{\"Status\":\"zap\"}|400 Invalid check status: 'zap'",
                "check/update/ghost|x|400 Request decode failed: invalid character 'x' looking for"
                        + " beginning of value",
            })
    void mistakes_are_told_in_the_words_of_the_reference(
            String endpoint, String body, String answer) {
        assertThat(shown(api.put("/v1/agent/" + endpoint, body))).isEqualTo(answer);
    }

    @Test
    void an_unknown_service_is_not_found() {
        assertThat(shown(api.get("/v1/agent/service/ghost")))
                .isEqualTo("404 unknown service ID: ghost");
    }

    @Test
    void unknown_things_can_be_taken_away() {
        assertThat(api.put("/v1/agent/service/deregister/ghost", "").status()).isEqualTo(200);
        assertThat(api.put("/v1/agent/check/deregister/ghost", "").status()).isEqualTo(200);
    }

    @Test
    void a_check_hears_verdicts_with_notes() {
        api.put("/v1/agent/check/register", "{\"ID\":\"mem\",\"Name\":\"m\",\"TTL\":\"30s\"}");
        assertThat(api.put("/v1/agent/check/pass/mem?note=fine", "").status()).isEqualTo(200);
        assertThat(checks()).contains("\"Status\":\"passing\"", "\"Output\":\"fine\"");
        api.put("/v1/agent/check/warn/mem", "");
        assertThat(checks()).contains("\"Status\":\"warning\"");
        api.put("/v1/agent/check/fail/mem", "");
        assertThat(checks()).contains("\"Status\":\"critical\"");
        api.put("/v1/agent/check/update/mem", "{\"Status\":\"passing\",\"Output\":\"ok\"}");
        assertThat(checks()).contains("\"Status\":\"passing\"", "\"Output\":\"ok\"");
    }

    private String checks() {
        return api.get("/v1/agent/checks").payload().toString();
    }

    @Test
    void services_are_filtered() {
        registered("{\"Name\":\"web\",\"Tags\":[\"prod\"]}");
        registered("{\"Name\":\"db\"}");
        String filter = "%22prod%22%20in%20Tags";
        assertThat(api.get("/v1/agent/services?filter=" + filter).payload().toString())
                .startsWith("{\"web\":")
                .doesNotContain("\"db\"");
        assertThat(shown(api.get("/v1/agent/services?filter=Nope%20==%20x")))
                .startsWith("500 Failed to create boolean expression evaluator: Selector");
    }

    @Test
    void filters_of_checks_are_judged_only_where_there_are_checks() {
        String unknown = "/v1/agent/checks?filter=Nope%20==%20x";
        assertThat(shown(api.get(unknown))).isEqualTo("200 {}");
        api.put("/v1/agent/check/register", "{\"Name\":\"m\",\"TTL\":\"30s\"}");
        assertThat(shown(api.get(unknown))).isEqualTo("500 Selector \"Nope\" is not valid");
        assertThat(shown(api.get("/v1/agent/checks?filter=bad%20bad")))
                .startsWith("500 Failed to create boolean expression evaluator: 1:");
        assertThat(api.get("/v1/agent/checks?filter=Name==m").payload().toString())
                .startsWith("{\"m\":");
    }

    @ParameterizedTest
    @CsvSource({"pass, 200, passing", "warn, 429, warning", "fail, 503, critical"})
    void the_health_of_a_service_is_told_by_status_reason_and_text(
            String verdict, int status, String word) {
        registered("{\"Name\":\"web\",\"Check\":{\"TTL\":\"30s\"}}");
        api.put("/v1/agent/check/" + verdict + "/service:web", "");
        Response json = api.get("/v1/agent/health/service/id/web");
        assertThat(json.status()).isEqualTo(status);
        assertThat(json.header("X-Consul-Reason")).isEqualTo(word);
        assertThat(json.payload().toString())
                .startsWith("{\"AggregatedStatus\":\"" + word + "\",\"Service\":{\"ID\":\"web\"");
        Response text = api.get("/v1/agent/health/service/name/web?format=text");
        assertThat(shown(text)).isEqualTo(status + " " + word);
        assertThat(text.header("Content-Type")).isEqualTo("text/plain");
    }

    @Test
    void a_service_in_maintenance_is_worse_than_critical() {
        registered("{\"Name\":\"web\"}");
        api.put("/v1/agent/service/maintenance/web?enable=true&reason=x", "");
        assertThat(shown(api.get("/v1/agent/health/service/id/web?format=text")))
                .isEqualTo("503 maintenance");
    }

    @Test
    void the_health_of_an_unknown_service_is_critical_and_not_found() {
        Response json = api.get("/v1/agent/health/service/id/ghost");
        assertThat(shown(json))
                .isEqualTo(
                        "404 {\"AggregatedStatus\":\"critical\",\"Service\":null,\"Checks\":null}");
        assertThat(json.header("X-Consul-Reason")).isEqualTo("ServiceId ghost not found");
        Response text = api.get("/v1/agent/health/service/id/ghost?format=text");
        assertThat(shown(text)).isEqualTo("404 \"ServiceId ghost not found\"");
        assertThat(text.header("Content-Type")).isEqualTo("application/json");
        assertThat(shown(api.get("/v1/agent/health/service/name/ghost"))).isEqualTo("404 []");
        assertThat(
                        shown(
                                api.get(
                                        "/v1/agent/health/service/name/ghost",
                                        "Accept",
                                        "text/plain, */*")))
                .isEqualTo("404 ServiceName ghost Not Found");
    }

    @Test
    void a_missing_name_is_a_bad_request_with_the_status_of_a_failure() {
        assertThat(shown(api.get("/v1/agent/health/service/id/")))
                .isEqualTo("500 Bad request: Missing serviceID");
        assertThat(shown(api.get("/v1/agent/health/service/name/")))
                .isEqualTo("500 Bad request: Missing service Name");
    }
}

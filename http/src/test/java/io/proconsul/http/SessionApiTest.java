package io.proconsul.http;

import static io.proconsul.http.ApiFixture.shown;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.http.message.Response;
import io.proconsul.model.session.Session;
import io.proconsul.model.session.SessionQuery;
import io.proconsul.model.session.SessionRequest;
import io.proconsul.model.session.Sessions;
import io.proconsul.rpc.method.SessionMethods;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;

class SessionApiTest {
    private static final String ID = "bbbbbbbb-0000-4000-8000-00000000dead";

    private final ApiFixture api = new ApiFixture();

    private Session created(String body) {
        api.caller.on(SessionMethods.APPLY, ID);
        assertThat(shown(api.put("/v1/session/create", body)))
                .isEqualTo("200 {\"ID\":\"" + ID + "\"}");
        SessionRequest write = api.caller.asked(SessionRequest.class);
        assertThat(write.op()).isEqualTo(SessionRequest.CREATE);
        return write.session();
    }

    @Test
    void no_body_asks_for_the_default_session() {
        Session session = created("");
        assertThat(session.node()).isEqualTo("vec");
        assertThat(session.lockDelay()).isEqualTo(Duration.ofSeconds(15));
        assertThat(session.behavior()).isEqualTo("release");
        assertThat(session.nodeChecks()).containsExactly("serfHealth");
        assertThat(session.checks()).isNull();
    }

    @Test
    void what_the_body_says_replaces_the_defaults_and_the_rest_is_passed_over() {
        Session session =
                created(
                        "{\"name\":\"n\",\"Node\":\"\",\"TTL\":\"30s\",\"Behavior\":\"delete\","
                                + "\"Bogus\":1,\"Namespace\":\"x\",\"ID\":\"mine\"}");
        assertThat(session.name()).isEqualTo("n");
        assertThat(session.node()).isEmpty();
        assertThat(session.ttl()).isEqualTo("30s");
        assertThat(session.behavior()).isEqualTo("delete");
        assertThat(session.id()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'\"90s\"', 90000",
        "5, 5000",
        "999, 999000",
        "2000000000, 2000",
        "1.5, 1000",
        "'\"0s\"', 0",
        "null, 15000"
    })
    void small_numbers_are_seconds_of_lock_delay_and_large_ones_nanoseconds(
            String json, long millis) {
        assertThat(created("{\"LockDelay\":" + json + "}").lockDelay())
                .isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void the_old_name_of_the_checks_still_counts() {
        assertThat(created("{\"Checks\":[\"c\"]}").nodeChecks()).containsExactly("c");
        assertThat(created("{\"Checks\":null}").nodeChecks()).isEmpty();
        assertThat(created("{\"NodeChecks\":[]}").nodeChecks()).isEmpty();
        assertThat(created("{\"NodeChecks\":[\"a\"],\"Checks\":[]}").nodeChecks()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{bad|invalid character 'b' looking for beginning of object key string",
                "{\"LockDelay\":\"abc\"}|time: invalid duration \"abc\"",
                "{\"TTL\":5}|json: cannot unmarshal number into Go struct field .TTL of type string"
            })
    void a_body_that_cannot_be_read_is_told_why(String body, String why) {
        assertThat(shown(api.put("/v1/session/create", body)))
                .isEqualTo("400 Request decode failed: " + why);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /v1/session/destroy/, Missing session",
        "PUT, /v1/session/renew/, Missing session",
        "GET, /v1/session/info/, Missing session",
        "GET, /v1/session/node/, Missing node name"
    })
    void a_missing_name_is_told(String method, String target, String text) {
        assertThat(shown(api.send(method, target, ""))).isEqualTo("400 " + text);
    }

    @Test
    void destroying_is_true_whatever_was_there() {
        api.caller.on(SessionMethods.APPLY, "");
        assertThat(shown(api.put("/v1/session/destroy/" + ID, ""))).isEqualTo("200 true");
        SessionRequest write = api.caller.asked(SessionRequest.class);
        assertThat(write.op()).isEqualTo(SessionRequest.DESTROY);
        assertThat(write.session().id()).isEqualTo(ID);
    }

    @Test
    void a_renewed_session_is_shown_and_an_unknown_one_is_not_found() {
        Session session = created("");
        api.caller.on(SessionMethods.RENEW, new Sessions(List.of(session)));
        Response renewed = api.put("/v1/session/renew/" + ID, "");
        assertThat(renewed.payload().toString()).startsWith("[{\"ID\":");
        assertThat(renewed.header("X-Consul-Index")).isNull();

        api.caller.on(SessionMethods.RENEW, new Sessions(null));
        assertThat(shown(api.put("/v1/session/renew/" + ID, "")))
                .isEqualTo("404 Session id '" + ID + "' not found");
    }

    @Test
    void an_unknown_session_is_an_empty_list() {
        api.caller.on(SessionMethods.GET, new Sessions(null));
        Response response = api.get("/v1/session/info/" + ID);
        assertThat(shown(response)).isEqualTo("200 []");
        assertThat(response.header("X-Consul-Index")).isEqualTo("42");
        assertThat(api.caller.asked(SessionQuery.class).sessionId()).isEqualTo(ID);
    }

    @Test
    void a_failed_read_of_sessions_still_has_index_headers() {
        api.caller.fail(SessionMethods.GET, "failed session lookup: index error");
        Response response = api.get("/v1/session/info/short");
        assertThat(shown(response)).isEqualTo("500 failed session lookup: index error");
        assertThat(response.header("X-Consul-Index")).isEqualTo("1");
        assertThat(response.header("X-Consul-KnownLeader")).isEqualTo("false");
    }
}

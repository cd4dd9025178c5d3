package io.proconsul.http;

import static io.proconsul.http.ApiFixture.shown;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.http.message.Response;
import io.proconsul.security.acl.Access;
import io.proconsul.security.acl.Authorizer;
import io.proconsul.security.acl.Resource;
import io.proconsul.security.acl.UnknownTokenException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.concurrent.CompletableFuture;

class AgentApiTest {
    private final ApiFixture api = new ApiFixture();

    @Test
    void the_agent_tells_about_itself() {
        assertThat(shown(api.get("/v1/agent/self")))
                .isEqualTo(
                        "200 {\"Config\":{\"Datacenter\":\"dc1\",\"NodeName\":\"vec\","
                                + "\"NodeID\":\"11111111-2222-3333-4444-555555555555\","
                                + "\"Revision\":\"\",\"Server\":true,\"Version\":\"1.8.7\"},"
                                + "\"DebugConfig\":{\"Alpha\":{\"a\":\"x\",\"b\":true},"
                                + "\"Zeta\":[1,2.5,null]},"
                                + "\"Coord\":{\"Vec\":[0,0.5],\"Error\":1.5,\"Adjustment\":0,"
                                + "\"Height\":0.00001},"
                                + "\"Member\":{\"Name\":\"vec\",\"Addr\":\"127.0.0.1\","
                                + "\"Port\":8301,\"Tags\":{\"dc\":\"dc1\"},\"Status\":1,"
                                + "\"ProtocolMin\":1,\"ProtocolMax\":5,\"ProtocolCur\":2,"
                                + "\"DelegateMin\":2,\"DelegateMax\":5,\"DelegateCur\":4},"
                                + "\"Stats\":{\"agent\":{\"checks\":\"0\"}},"
                                + "\"Meta\":{\"rack\":\"r1\"},"
                                + "\"xDS\":{\"SupportedProxies\":{\"envoy\":[\"1.14.5\",\"1.13.6\","
                                + "\"1.12.7\",\"1.11.2\"]}}}");
    }

    @Test
    void proxies_are_named_only_where_a_port_for_them_is_configured() {
        api.operations.proxyPort = false;
        assertThat(shown(api.get("/v1/agent/self"))).endsWith("\"Meta\":{\"rack\":\"r1\"}}");
    }

    @Test
    void the_machine_is_described() {
        String json = api.get("/v1/agent/host").payload().toString();
        assertThat(json)
                .startsWith("{\"Memory\":{\"total\":")
                .contains("\"CPU\":[{\"cpu\":0,", "\"Host\":{\"hostname\":\"", "\"path\":\"/\"")
                .endsWith("\"Errors\":null}");
    }

    @Test
    void members_are_those_of_the_pool_asked_for() {
        assertThat(api.get("/v1/agent/members").payload().toString())
                .contains("\"Name\":\"vec\"", "\"Name\":\"other\"");
        assertThat(api.get("/v1/agent/members?wan").payload().toString())
                .contains("\"Name\":\"other\"");
        assertThat(api.get("/v1/agent/members?wan=1").payload().toString())
                .contains("\"Name\":\"vec.dc1\"");
    }

    @Test
    void a_client_has_no_wide_pool_no_segments_and_no_keys() {
        ApiFixture client = ApiFixture.ofClient();
        assertThat(shown(client.get("/v1/agent/members?wan=1"))).isEqualTo("200 null");
        assertThat(shown(client.get("/v1/agent/members?segment=x")))
                .isEqualTo("500 segment \"x\" not found");
        assertThat(shown(client.get("/v1/operator/keyring")))
                .isEqualTo("500 keyring operations must run against a server node");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|members?wan=1&segment=x|400 Cannot provide a segment with wan=true",
                "GET|members?segment=x|500 Network segments are not supported in this version of"
                        + " Consul",
                "GET|monitor?loglevel=zzz|400 Bad request: Unknown log level: zzz",
                "GET|metrics?format=prometheus|415 Prometheus is not enabled since its retention"
                        + " time is not positive",
                "PUT|token/default|401 ACL support disabled",
                "PUT|join/nowhere|500 no such host",
            })
    void mistakes_are_told_in_the_words_of_the_reference(
            String method, String endpoint, String answer) {
        assertThat(shown(api.send(method, "/v1/agent/" + endpoint, ""))).isEqualTo(answer);
    }

    @Test
    void joining_and_leaving_is_passed_on() {
        assertThat(shown(api.put("/v1/agent/join/10.0.0.1:8301", ""))).isEqualTo("200 ");
        api.put("/v1/agent/join/10.0.0.2?wan=1", "");
        api.put("/v1/agent/force-leave/n1", "");
        api.put("/v1/agent/force-leave/n2?prune", "");
        assertThat(api.members.done)
                .containsExactly(
                        "join [10.0.0.1:8301]",
                        "join [10.0.0.2] wan",
                        "force-leave n1",
                        "force-leave n2 prune");
        assertThat(shown(api.put("/v1/agent/leave", ""))).isEqualTo("200 ");
        assertThat(api.operations.leaves).isEqualTo(1);
    }

    @Test
    void a_reload_is_answered_when_it_is_done() {
        api.operations.reloading = new CompletableFuture<>();
        var answer = api.start("PUT", "/v1/agent/reload", "");
        assertThat(answer).isNotDone();
        api.operations.reloading.complete(null);
        assertThat(shown(answer.join())).isEqualTo("200 ");
        assertThat(api.operations.reloads).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET self",
                "GET host",
                "GET metrics",
                "GET monitor",
                "PUT reload",
                "PUT leave",
                "PUT join/x",
                "PUT force-leave/x"
            })
    void without_the_right_nothing_is_told_or_done(String what) {
        var guarded = new ApiFixture(HttpSettings.on(), secret -> new Nothing());
        String[] parts = what.split(" ", 2);
        Response response = guarded.send(parts[0], "/v1/agent/" + parts[1], "");
        assertThat(shown(response)).isEqualTo("403 Permission denied");
        assertThat(guarded.operations.reloads + guarded.operations.leaves).isZero();
        assertThat(guarded.members.done).isEmpty();
    }

    @Test
    void members_that_may_not_be_seen_are_left_out() {
        var guarded = new ApiFixture(HttpSettings.on(), secret -> new Nothing());
        assertThat(shown(guarded.get("/v1/agent/members"))).isEqualTo("200 []");
    }

    @Test
    void a_token_that_does_not_exist_is_forbidden() {
        var guarded =
                new ApiFixture(
                        HttpSettings.on(),
                        secret -> {
                            throw new UnknownTokenException();
                        });
        assertThat(shown(guarded.get("/v1/agent/self"))).isEqualTo("403 ACL not found");
    }

    @Test
    void access_control_says_that_it_is_off() {
        assertThat(shown(api.get("/v1/acl/tokens"))).isEqualTo("401 ACL support disabled");
        assertThat(shown(api.send("POST", "/v1/acl/logout", "{}")))
                .isEqualTo("401 ACL support disabled");
    }

    /** May do nothing. */
    private static final class Nothing implements Authorizer {
        @Override
        public boolean allows(Resource resource, Access access, String name) {
            return false;
        }
    }
}

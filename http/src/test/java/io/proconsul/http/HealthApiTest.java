package io.proconsul.http;

import static io.proconsul.http.ApiFixture.shown;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.http.message.Response;
import io.proconsul.model.catalog.ServiceRequest;
import io.proconsul.model.health.CheckServiceNode;
import io.proconsul.model.health.CheckServiceNodes;
import io.proconsul.model.health.ChecksInStateRequest;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.model.health.HealthCheckDefinition;
import io.proconsul.model.health.HealthChecks;
import io.proconsul.model.query.QueryMeta;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.Body;
import io.proconsul.rpc.method.Health;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

class HealthApiTest {
    private final ApiFixture api = new ApiFixture();

    private static HealthCheck check(String status) {
        return new HealthCheck(
                "n", "c", "c", status, "", "", "", "", null, "", HealthCheckDefinition.NONE, 1, 2);
    }

    private static CheckServiceNode instance(String... statuses) {
        return new CheckServiceNode(
                CatalogApiTest.NODE,
                CatalogApiTest.SERVICE,
                List.of(statuses).stream().map(HealthApiTest::check).toList());
    }

    @Test
    void checks_have_lists_where_nothing_is_known() {
        api.caller.on(Health.NODE_CHECKS, new HealthChecks(List.of(check("passing"))));
        assertThat(shown(api.get("/v1/health/node/n")))
                .isEqualTo(
                        "200 [{\"Node\":\"n\",\"CheckID\":\"c\",\"Name\":\"c\","
                                + "\"Status\":\"passing\",\"Notes\":\"\",\"Output\":\"\","
                                + "\"ServiceID\":\"\",\"ServiceName\":\"\",\"ServiceTags\":[],"
                                + "\"Type\":\"\",\"Definition\":{},\"CreateIndex\":1,"
                                + "\"ModifyIndex\":2}]");
        api.caller.on(Health.SERVICE_CHECKS, new HealthChecks(null));
        assertThat(shown(api.get("/v1/health/checks/ghost"))).isEqualTo("200 []");
    }

    @ParameterizedTest
    @CsvSource({"passing, 1", "passing=, 1", "passing=true, 1", "passing=0, 2", "x, 2"})
    void only_instances_whose_every_check_passes_are_left_when_asked(String query, int left) {
        var reply =
                new CheckServiceNodes(
                        List.of(instance("passing", "passing"), instance("passing", "warning")));
        api.caller.on(Health.SERVICE_NODES, reply);
        String json = api.get("/v1/health/service/web?" + query).payload().toString();
        assertThat(json.split("\"Checks\":")).hasSize(left + 1);
    }

    @Test
    void a_strange_value_of_passing_is_refused() {
        assertThat(shown(api.get("/v1/health/service/web?passing=zap")))
                .isEqualTo("400 Invalid value for ?passing");
    }

    @ParameterizedTest
    @CsvSource({"service, false, false", "connect, true, false", "ingress, false, true"})
    void the_three_kinds_ask_for_their_instances(String kind, boolean connect, boolean ingress) {
        api.caller.on(Health.SERVICE_NODES, new CheckServiceNodes(null));
        Response response = api.get("/v1/health/" + kind + "/web?tag=v1");
        assertThat(shown(response)).isEqualTo("200 []");
        ServiceRequest question = api.caller.asked(ServiceRequest.class);
        assertThat(question.connect()).isEqualTo(connect);
        assertThat(question.ingress()).isEqualTo(ingress);
        assertThat(question.serviceTags()).containsExactly("v1");
    }

    @Test
    void checks_are_found_by_state() {
        api.caller.on(Health.CHECKS_IN_STATE, new HealthChecks(null));
        api.get("/v1/health/state/critical?node-meta=a:b");
        ChecksInStateRequest question = api.caller.asked(ChecksInStateRequest.class);
        assertThat(question.state()).isEqualTo("critical");
        assertThat(question.nodeMetaFilters()).containsEntry("a", "b");
    }

    @ParameterizedTest
    @CsvSource({
        "node/, Missing node name",
        "checks/, Missing service name",
        "service/, Missing service name",
        "state/, Missing check state"
    })
    void a_missing_name_is_told(String endpoint, String text) {
        assertThat(shown(api.get("/v1/health/" + endpoint))).isEqualTo("400 " + text);
    }

    @Test
    void one_reply_is_encoded_once_however_many_get_it() {
        Body<CheckServiceNodes> shared =
                new Body<>(new CheckServiceNodes(List.of(instance("passing"))));
        var answer = new Answer<>(shared, FakeCaller.META);
        api.caller.play(
                Health.SERVICE_NODES, question -> CompletableFuture.completedFuture(answer));
        Response first = api.get("/v1/health/service/web");
        Response second = api.get("/v1/health/service/web");
        assertThat(first.payload()).isSameAs(second.payload());
        assertThat(api.get("/v1/health/service/web?passing").payload())
                .isNotSameAs(first.payload());
    }

    @Test
    void answers_that_are_too_old_are_asked_of_the_leader_again() {
        List<Boolean> stale = new ArrayList<>();
        api.caller.play(
                Health.SERVICE_NODES,
                question -> {
                    boolean any = question.options().allowStale();
                    stale.add(any);
                    return CompletableFuture.completedFuture(
                            Answer.of(new CheckServiceNodes(null), lastHeard(any ? 9 : 0)));
                });
        Response response = api.get("/v1/health/service/web?max_stale=5s");
        assertThat(stale).containsExactly(true, false);
        assertThat(response.header("X-Consul-Effective-Consistency")).isEqualTo("leader");
        assertThat(response.header("X-Consul-LastContact")).isEqualTo("0");

        Response older = api.get("/v1/health/service/web?max_stale=10s");
        assertThat(older.header("X-Consul-LastContact")).isEqualTo("9000");
    }

    private static QueryMeta lastHeard(long seconds) {
        return new QueryMeta(42, Duration.ofSeconds(seconds), true, "");
    }

    @Test
    void discovery_may_be_stale_by_default_but_other_reads_are_not() {
        HttpSettings.Api usual = HttpSettings.Api.DEFAULT;
        var settings =
                new HttpSettings.Api(
                        false,
                        usual.responseHeaders(),
                        usual.blocked(),
                        usual.writers(),
                        true,
                        Duration.ofSeconds(7),
                        1,
                        1,
                        false,
                        true);
        var stale = new ApiFixture(HttpSettings.on().withApi(settings));
        stale.caller.on(Health.SERVICE_NODES, new CheckServiceNodes(null));
        assertThat(consistency(stale, "")).isEqualTo("stale");
        assertThat(stale.caller.asked(ServiceRequest.class).options().maxStaleDuration())
                .isEqualTo(Duration.ofSeconds(7));
        assertThat(consistency(stale, "?leader")).isEqualTo("leader");
        assertThat(consistency(stale, "?consistent")).isEqualTo("consistent");
    }

    private static @Nullable String consistency(ApiFixture api, String query) {
        return api.get("/v1/health/service/web" + query).header("X-Consul-Effective-Consistency");
    }
}

package io.proconsul.http.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.http.cache.CachedReads;
import io.proconsul.http.message.Client;
import io.proconsul.http.message.Head;
import io.proconsul.http.message.Headers;
import io.proconsul.http.message.Received;
import io.proconsul.http.message.Response;
import io.proconsul.http.message.Target;
import io.proconsul.http.parameter.Questions;
import io.proconsul.http.route.ApiRules;
import io.proconsul.http.route.EndpointTable;
import io.proconsul.http.route.Routes;
import io.proconsul.http.route.Site;
import io.proconsul.model.health.CheckServiceNodes;
import io.proconsul.model.query.QueryMeta;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.Caller;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.Method;
import io.proconsul.runtime.clock.VirtualTime;
import io.proconsul.runtime.metrics.Metrics;
import io.proconsul.runtime.random.Chance;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

class DiscoveryTest {
    private final VirtualTime time = new VirtualTime();
    private int calls;
    private boolean reachable = true;

    private Site site(boolean useCache) {
        Caller caller =
                new Caller() {
                    @Override
                    public <Q, R> CompletableFuture<Answer<R>> call(
                            Method<Q, R> method, Q request) {
                        calls++;
                        return reachable
                                ? CompletableFuture.completedFuture(answer(method))
                                : CompletableFuture.failedFuture(
                                        new RpcException("No cluster leader"));
                    }
                };
        var questions = new Questions("dc1", "n", () -> "", Duration.ZERO, useCache);
        var cluster = new Cluster(caller, questions, new Presentation(false));
        var reads = new CachedReads(caller, time, time, Chance.seeded(1));
        var routes = new Routes();
        new HealthEndpoints(new Discovery(cluster, reads))
                .addTo(new EndpointTable(routes, rules()));
        return new Site(routes, true);
    }

    private ApiRules rules() {
        return new ApiRules(
                List.of(), List.of(), List.of(), new Metrics(time), time, Runnable::run);
    }

    private static <Q, R> Answer<R> answer(Method<Q, R> method) {
        return Answer.of(method.reply().cast(new CheckServiceNodes(null)), QueryMeta.leader(5));
    }

    private static Response get(Site site, String target) throws Exception {
        var head = new Head("GET", Target.parse(target), Headers.NONE, Client.LOCAL);
        return site.admit(head).answer(Received.NOTHING, Runnable::run).join();
    }

    @Test
    void a_cached_listing_says_whether_it_was_at_hand_and_how_old_it_is() throws Exception {
        Site site = site(true);
        Response first = get(site, "/v1/health/service/web?cached");
        assertThat(first.header("X-Cache")).isEqualTo("MISS");
        assertThat(first.header("Age")).isNull();
        assertThat(first.header("X-Consul-Index")).isEqualTo("5");
        assertThat(first.header("X-Consul-Effective-Consistency")).isEqualTo("leader");

        reachable = false;
        time.pass(Duration.ofSeconds(0));
        time.pass(Duration.ofSeconds(4));
        Response second = get(site, "/v1/health/service/web?cached&passing");
        assertThat(second.header("X-Cache")).isEqualTo("HIT");
        assertThat(second.header("Age")).isEqualTo("4");
    }

    @Test
    void a_listing_that_cannot_be_had_fails_as_any_other() throws Exception {
        reachable = false;
        Response response = get(site(true), "/v1/health/service/web?cached");
        assertThat(response.status()).isEqualTo(500);
        assertThat(response.header("X-Consul-Index")).isEqualTo("1");
        assertThat(response.header("X-Cache")).isNull();
    }

    @Test
    void only_those_who_ask_for_it_get_the_cache_and_only_where_there_is_one() throws Exception {
        Site site = site(true);
        assertThat(get(site, "/v1/health/service/web").header("X-Cache")).isNull();
        assertThat(get(site(false), "/v1/health/service/web?cached").header("X-Cache")).isNull();
        assertThat(calls).isEqualTo(2);
    }
}

package io.proconsul.server.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.model.health.CheckServiceNode;
import io.proconsul.model.preparedquery.ExecuteReply;
import io.proconsul.model.preparedquery.ExecuteRequest;
import io.proconsul.model.preparedquery.PreparedQuery;
import io.proconsul.model.preparedquery.QueryDatacenterOptions;
import io.proconsul.model.preparedquery.QueryDnsOptions;
import io.proconsul.model.preparedquery.QueryTemplateOptions;
import io.proconsul.model.preparedquery.ServiceQuery;
import io.proconsul.model.query.QueryMeta;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.query.QuerySource;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.Method;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

class QueryFailoverTest {
    private static final QueryDnsOptions DNS = new QueryDnsOptions("");
    private static final ExecuteReply EMPTY = new ExecuteReply("web", List.of(), DNS, "dc1", 0);

    private final Far far = new Far();

    /** Datacenters of which some have instances and some do not answer. */
    private static final class Far implements OtherDatacenters {
        final List<String> asked = new ArrayList<>();
        Set<String> broken = Set.of();
        Set<String> full = Set.of();

        @Override
        public List<String> byDistance() {
            return List.of("near", "far", "farthest");
        }

        @Override
        public <Q, R> CompletableFuture<Answer<R>> call(
                String datacenter, Method<Q, R> method, Q request) {
            asked.add(datacenter);
            if (broken.contains(datacenter)) {
                return CompletableFuture.failedFuture(new RpcException("broken"));
            }
            List<CheckServiceNode> nodes =
                    full.contains(datacenter)
                            ? List.of(new CheckServiceNode(null, null, null))
                            : List.of();
            Object reply = new ExecuteReply("web", nodes, DNS, datacenter, 0);
            return CompletableFuture.completedFuture(
                    Answer.of(method.reply().cast(reply), QueryMeta.leader(1)));
        }
    }

    private ExecuteReply ask(int nearest, String... datacenters) {
        var service =
                new ServiceQuery(
                        "web",
                        new QueryDatacenterOptions(nearest, List.of(datacenters)),
                        false,
                        null,
                        "",
                        null,
                        null,
                        null,
                        false);
        var query =
                new PreparedQuery(
                        "",
                        "q",
                        "",
                        "",
                        new QueryTemplateOptions("", "", false),
                        service,
                        DNS,
                        0,
                        0);
        var request =
                new ExecuteRequest(
                        "dc1",
                        "q",
                        0,
                        false,
                        QuerySource.NONE,
                        QuerySource.NONE,
                        QueryOptions.DEFAULT);
        return new QueryFailover(far).ask(query, request, EMPTY).join();
    }

    @Test
    void the_nearest_come_first_then_the_named_ones_each_once() {
        assertThat(ask(1, "farthest", "near", "unknown").failovers()).isEqualTo(2);
        assertThat(far.asked).containsExactly("near", "farthest");
    }

    @Test
    void the_first_that_has_somebody_is_the_last_that_is_asked() {
        far.full = Set.of("far");
        ExecuteReply reply = ask(9);
        assertThat(far.asked).containsExactly("near", "far");
        assertThat(reply.datacenter()).isEqualTo("far");
        assertThat(reply.failovers()).isEqualTo(2);
        assertThat(reply.nodes()).hasSize(1);
    }

    @Test
    void who_does_not_answer_is_counted_and_passed_over() {
        far.broken = Set.of("near", "far");
        far.full = Set.of("farthest");
        assertThat(ask(3).datacenter()).isEqualTo("farthest");
        assertThat(ask(0, "far").failovers()).isEqualTo(1);
        assertThat(ask(0, "far").nodes()).isEmpty();
    }

    @Test
    void nobody_is_asked_when_the_query_does_not_say_so() {
        assertThat(ask(0)).isEqualTo(EMPTY);
        assertThat(far.asked).isEmpty();
    }
}

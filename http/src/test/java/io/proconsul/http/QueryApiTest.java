package io.proconsul.http;

import static io.proconsul.http.ApiFixture.shown;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.http.message.Response;
import io.proconsul.model.preparedquery.ExecuteReply;
import io.proconsul.model.preparedquery.ExecuteRequest;
import io.proconsul.model.preparedquery.PreparedQueries;
import io.proconsul.model.preparedquery.PreparedQueryRequest;
import io.proconsul.model.preparedquery.QueryDnsOptions;
import io.proconsul.model.query.QueryMeta;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.method.PreparedQueryMethods;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

class QueryApiTest {
    private static final String ID = "bbbbbbbb-0000-4000-8000-00000000dead";

    private final ApiFixture api = new ApiFixture();

    private void foundNobody() {
        var reply = new ExecuteReply("web", null, new QueryDnsOptions("13s"), "dc2", 1);
        var meta = new QueryMeta(0, Duration.ofMillis(7), true, "");
        api.caller.play(
                PreparedQueryMethods.EXECUTE,
                question -> CompletableFuture.completedFuture(Answer.of(reply, meta)));
    }

    @Test
    void a_query_is_created_as_it_is_described() {
        api.caller.on(PreparedQueryMethods.APPLY, ID);
        Response response =
                api.send(
                        "POST",
                        "/v1/query",
                        "{\"name\":\"q\",\"Token\":\"t\",\"Service\":{\"Service\":\"web\","
                                + "\"IgnoreCheckIDs\":[\"c\"],\"Failover\":{\"NearestN\":2}},"
                                + "\"DNS\":{\"TTL\":\"1s\"}}");
        assertThat(shown(response)).isEqualTo("200 {\"ID\":\"" + ID + "\"}");
        PreparedQueryRequest write = api.caller.asked(PreparedQueryRequest.class);
        assertThat(write.op()).isEqualTo("create");
        assertThat(write.query().name()).isEqualTo("q");
        assertThat(write.query().token()).isEqualTo("t");
        assertThat(write.query().service().ignoreCheckIds()).containsExactly("c");
        assertThat(write.query().service().failover().nearestN()).isEqualTo(2);
        assertThat(write.query().dns().ttl()).isEqualTo("1s");
    }

    @Test
    void the_id_of_a_change_is_that_of_the_path() {
        api.caller.on(PreparedQueryMethods.APPLY, ID);
        Response put = api.put("/v1/query/" + ID, "{\"ID\":\"other\",\"Name\":\"q\"}");
        assertThat(shown(put)).isEqualTo("200 ");
        assertThat(api.caller.asked(PreparedQueryRequest.class).query().id()).isEqualTo(ID);
        assertThat(shown(api.delete("/v1/query/" + ID))).isEqualTo("200 ");
        assertThat(api.caller.asked(PreparedQueryRequest.class).op()).isEqualTo("delete");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/query, '', EOF",
        "POST, /v1/query, '{', unexpected EOF",
        "PUT, /v1/query/x, '{', unexpected EOF",
        "POST, /v1/query, '{\"Zap\":1}', 'json: unknown field \"Zap\"'"
    })
    void bodies_that_cannot_be_read_are_refused(
            String method, String path, String body, String reason) {
        assertThat(shown(api.send(method, path, body)))
                .isEqualTo("400 Request decode failed: " + reason);
    }

    @Test
    void an_execution_tells_its_freshness_in_the_body_too() {
        foundNobody();
        Response response = api.get("/v1/query/q/execute?stale");
        assertThat(shown(response))
                .isEqualTo(
                        "200 {\"Service\":\"web\",\"Nodes\":[],\"DNS\":{\"TTL\":\"13s\"},"
                                + "\"Datacenter\":\"dc2\",\"Failovers\":1,\"Index\":0,"
                                + "\"LastContact\":7000000,\"KnownLeader\":true,"
                                + "\"ConsistencyLevel\":\"stale\"}");
        assertThat(response.header("X-Consul-Index")).isEqualTo("1");
        assertThat(response.header("X-Consul-LastContact")).isEqualTo("7");
        assertThat(response.header("X-Consul-Effective-Consistency")).isEqualTo("stale");
    }

    @Test
    void an_execution_says_who_asks_and_from_where() {
        foundNobody();
        api.get(
                "/v1/query/a%2Fb/execute?limit=3&connect=true&near=_agent&dc=dc3",
                "X-Forwarded-For", "10.1.2.3, 10.9.9.9");
        ExecuteRequest asked = api.caller.asked(ExecuteRequest.class);
        assertThat(asked.queryIdOrName()).isEqualTo("a/b");
        assertThat(asked.datacenter()).isEqualTo("dc3");
        assertThat(asked.limit()).isEqualTo(3);
        assertThat(asked.connect()).isTrue();
        assertThat(asked.source().node()).isEqualTo("vec");
        assertThat(asked.source().ip()).isEqualTo("10.1.2.3");
        assertThat(asked.agent().node()).isEqualTo("vec");
        assertThat(asked.agent().datacenter()).isEqualTo("dc1");
    }

    @Test
    void the_last_part_of_the_path_alone_is_a_name() {
        foundNobody();
        api.get("/v1/query/execute");
        assertThat(api.caller.asked(ExecuteRequest.class).queryIdOrName()).isEqualTo("execute");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit=x|Bad limit: strconv.Atoi: parsing \"x\": invalid syntax",
                "limit=1.5|Bad limit: strconv.Atoi: parsing \"1.5\": invalid syntax",
                "limit=99999999999999999999|Bad limit: strconv.Atoi: parsing"
                        + " \"99999999999999999999\": value out of range",
                "connect=zz|Error parsing 'connect' value: strconv.ParseBool: parsing \"zz\":"
                        + " invalid syntax"
            },
            quoteCharacter = '`')
    void wrong_parameters_fail(String parameter, String text) {
        assertThat(shown(api.get("/v1/query/q/execute?" + parameter))).isEqualTo("500 " + text);
    }

    @Test
    void what_is_not_found_stands_without_headers_of_the_index() {
        api.caller.fail(PreparedQueryMethods.GET, PreparedQueryMethods.NOT_FOUND);
        Response response = api.get("/v1/query/" + ID);
        assertThat(shown(response)).isEqualTo("404 Query not found");
        assertThat(response.header("X-Consul-Index")).isNull();
        api.caller.fail(PreparedQueryMethods.GET, "failed prepared query lookup");
        Response failed = api.get("/v1/query/q");
        assertThat(failed.status()).isEqualTo(500);
        assertThat(failed.header("X-Consul-Index")).isEqualTo("1");
    }

    @Test
    void lists_are_never_null() {
        api.caller.on(PreparedQueryMethods.LIST, new PreparedQueries(null));
        assertThat(shown(api.get("/v1/query"))).isEqualTo("200 []");
        api.caller.on(PreparedQueryMethods.LIST, new PreparedQueries(List.of()));
        assertThat(shown(api.get("/v1/query?ns=any"))).isEqualTo("200 []");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST|/v1/query/q|405 method POST not allowed|GET,PUT,DELETE",
                "PUT|/v1/query/q/execute|405 method PUT not allowed|GET",
                "DELETE|/v1/query/q/explain|405 method DELETE not allowed|GET",
                "OPTIONS|/v1/query/q|200 {}|OPTIONS,GET,PUT,DELETE",
                "OPTIONS|/v1/query/q/execute|200 {}|OPTIONS,GET",
                "DELETE|/v1/query|405 method DELETE not allowed|OPTIONS,GET,POST"
            })
    void other_methods_are_refused_in_words_of_their_own(
            String method, String path, String answer, String allow) {
        Response response = api.send(method, path, "");
        assertThat(shown(response)).isEqualTo(answer);
        assertThat(response.header("Allow")).isEqualTo(allow);
    }
}

package io.proconsul.http;

import static io.proconsul.http.ApiFixture.shown;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.http.message.Response;
import io.proconsul.model.kv.KvEntry;
import io.proconsul.model.txn.TxnError;
import io.proconsul.model.txn.TxnOp;
import io.proconsul.model.txn.TxnReadRequest;
import io.proconsul.model.txn.TxnReply;
import io.proconsul.model.txn.TxnRequest;
import io.proconsul.model.txn.TxnResult;
import io.proconsul.rpc.method.Txn;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Objects;

class TxnApiTest {
    private final ApiFixture api = new ApiFixture();

    private static TxnReply results(KvEntry... entries) {
        return new TxnReply(
                List.of(entries).stream()
                        .map(entry -> new TxnResult(entry, null, null, null))
                        .toList(),
                null);
    }

    @Test
    void a_transaction_that_writes_is_answered_with_results_alone() {
        api.caller.on(Txn.APPLY, results(new KvEntry(0, "x/a", 7, null, "", 3, 3)));
        String body =
                "[{\"KV\":{\"Verb\":\"set\",\"Key\":\"x/a\",\"Value\":\"dmFs\",\"Flags\":7}}]";
        Response response = api.put("/v1/txn", body);
        assertThat(shown(response))
                .isEqualTo(
                        "200 {\"Results\":[{\"KV\":{\"LockIndex\":0,\"Key\":\"x/a\",\"Flags\":7,"
                                + "\"Value\":null,\"CreateIndex\":3,\"ModifyIndex\":3}}],"
                                + "\"Errors\":null}");
        assertThat(response.header("X-Consul-KnownLeader")).isNull();

        List<TxnOp> ops = Objects.requireNonNull(api.caller.asked(TxnRequest.class).ops());
        KvEntry entry = Objects.requireNonNull(ops.getFirst().kv()).entry();
        assertThat(entry.value()).asString().isEqualTo("val");
        assertThat(entry.flags()).isEqualTo(7);
    }

    @Test
    void a_transaction_that_only_reads_says_how_fresh_it_is() {
        api.caller.on(Txn.READ, results());
        Response response = api.put("/v1/txn", "[{\"KV\":{\"Verb\":\"get\",\"Key\":\"a\"}}]");
        assertThat(shown(response))
                .isEqualTo(
                        "200 {\"Results\":[],\"Errors\":null,\"Index\":0,\"LastContact\":0,"
                                + "\"KnownLeader\":true,\"ConsistencyLevel\":\"\"}");
        assertThat(response.header("X-Consul-KnownLeader")).isEqualTo("true");
        assertThat(response.header("X-Consul-LastContact")).isEqualTo("0");
        assertThat(response.header("X-Consul-Index")).isNull();
    }

    @Test
    void an_unknown_verb_does_not_write() {
        api.caller.on(Txn.READ, results());
        api.put("/v1/txn", "[{\"KV\":{\"Verb\":\"zap\",\"Key\":\"a\"}}]");
        assertThat(api.caller.wasAsked(TxnReadRequest.class)).isTrue();
    }

    @Test
    void operations_that_name_nothing_are_dropped() {
        api.caller.on(Txn.READ, results());
        api.put("/v1/txn", "[{},{\"KV\":null}]");
        assertThat(api.caller.asked(TxnReadRequest.class).ops()).isEmpty();
    }

    @Test
    void nodes_services_and_checks_are_passed_on_with_their_datacenter() {
        api.caller.on(Txn.APPLY, results());
        api.put(
                "/v1/txn",
                "[{\"Node\":{\"Verb\":\"set\",\"Node\":{\"Node\":\"n\",\"Address\":\"1.1.1.1\"}}},"
                    + "{\"Service\":{\"Verb\":\"set\",\"Node\":\"n\",\"Service\":{\"ID\":\"s\"}}},"
                    + "{\"Check\":{\"Verb\":\"delete\",\"Check\":{\"Node\":\"n\","
                    + "\"CheckID\":\"c\",\"Type\":\"http\"}}}]");
        List<TxnOp> ops = Objects.requireNonNull(api.caller.asked(TxnRequest.class).ops());
        assertThat(Objects.requireNonNull(ops.get(0).node()).node().datacenter()).isEqualTo("dc1");
        assertThat(Objects.requireNonNull(ops.get(1).service()).service().id()).isEqualTo("s");
        assertThat(Objects.requireNonNull(ops.get(2).check()).check().checkId()).isEqualTo("c");
        assertThat(Objects.requireNonNull(ops.get(2).check()).check().type()).isEmpty();
    }

    @Test
    void failed_operations_are_a_conflict() {
        api.caller.on(Txn.APPLY, new TxnReply(null, List.of(new TxnError(1, "index is stale"))));
        assertThat(shown(api.put("/v1/txn", "[{\"KV\":{\"Verb\":\"set\",\"Key\":\"a\"}}]")))
                .isEqualTo(
                        "409 {\"Results\":null,\"Errors\":[{\"OpIndex\":1,"
                                + "\"What\":\"index is stale\"}]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nope|invalid character 'o' in literal null (expecting 'u')",
                "''|EOF",
                "[{\"KV\":{\"Verb\":\"set\",\"Value\":\"***\"}}]|illegal base64 data at input byte"
                        + " 0",
                "[{\"KV\":{\"Nope\":1}}]|json: unknown field \"Nope\"",
                "[{\"Session\":{}}]|json: unknown field \"Session\""
            })
    void a_body_that_cannot_be_read_is_told_why(String body, String why) {
        assertThat(shown(api.put("/v1/txn", body))).isEqualTo("400 Failed to parse body: " + why);
    }

    @Test
    void more_than_64_operations_are_too_many() {
        String op = "{\"KV\":{\"Verb\":\"get\",\"Key\":\"k\"}}";
        String body = "[" + (op + ",").repeat(64) + op + "]";
        assertThat(shown(api.put("/v1/txn", body)))
                .isEqualTo("413 Transaction contains too many operations (65 > 64)");
    }

    @Test
    void a_value_above_the_limit_is_named() {
        var small = new ApiFixture(HttpSettings.on().withApi(limits(16, 4096)));
        String value = "QUFB".repeat(8);
        String body = "[{\"KV\":{\"Verb\":\"set\",\"Key\":\"a\",\"Value\":\"" + value + "\"}}]";
        assertThat(shown(small.put("/v1/txn", body)))
                .isEqualTo("413 Value for key \"a\" is too large (24 > 16 bytes)");
    }

    @Test
    void the_request_may_be_as_large_as_one_value() {
        var small = new ApiFixture(HttpSettings.on().withApi(limits(4096, 16)));
        assertThat(small.admit("PUT", "/v1/txn").bodyLimit()).isEqualTo(4096);
        assertThat(shown(small.admit("PUT", "/v1/txn").tooLarge(-1)))
                .isEqualTo(
                        "413 Request body too large, max size: 4096 bytes. See"
                            + " https://www.consul.io/docs/agent/options.html#txn_max_req_len.");
    }

    private static HttpSettings.Api limits(long value, long request) {
        HttpSettings.Api usual = HttpSettings.Api.DEFAULT;
        return new HttpSettings.Api(
                false,
                usual.responseHeaders(),
                usual.blocked(),
                usual.writers(),
                true,
                usual.discoveryMaxStale(),
                value,
                request,
                false,
                true);
    }
}

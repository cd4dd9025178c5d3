package io.proconsul.http;

import static io.proconsul.http.ApiFixture.shown;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.http.message.Response;
import io.proconsul.model.kv.KeyListRequest;
import io.proconsul.model.kv.KeyNames;
import io.proconsul.model.kv.KeyRequest;
import io.proconsul.model.kv.KvEntries;
import io.proconsul.model.kv.KvEntry;
import io.proconsul.model.kv.KvRequest;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.method.Kvs;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

class KvApiTest {
    private final ApiFixture api = new ApiFixture();

    private static KvEntries entries(String key, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return new KvEntries(List.of(new KvEntry(0, key, -1, bytes, "", 5, 6)));
    }

    @Test
    void a_key_is_answered_with_its_entry_and_the_headers_of_a_read() {
        api.caller.on(Kvs.GET, entries("t/a", "hello"));
        Response response = api.get("/v1/kv/t/a");
        assertThat(shown(response))
                .isEqualTo(
                        "200 [{\"LockIndex\":0,\"Key\":\"t/a\",\"Flags\":18446744073709551615,"
                                + "\"Value\":\"aGVsbG8=\",\"CreateIndex\":5,\"ModifyIndex\":6}]");
        assertThat(response.header("Content-Type")).isEqualTo("application/json");
        assertThat(response.header("X-Consul-Index")).isEqualTo("42");
        assertThat(response.header("X-Consul-KnownLeader")).isEqualTo("true");
        assertThat(response.header("X-Consul-LastContact")).isEqualTo("0");
        assertThat(response.header("X-Consul-Effective-Consistency")).isNull();
        assertThat(response.header("Vary")).isEqualTo("Accept-Encoding");
        assertThat(api.caller.asked(KeyRequest.class).datacenter()).isEqualTo("dc1");
    }

    @Test
    void an_empty_value_reads_as_null_and_a_lock_names_its_session() {
        var entry = new KvEntry(3, "k", 0, null, "s-1", 1, 2);
        api.caller.on(Kvs.GET, new KvEntries(List.of(entry)));
        assertThat(api.get("/v1/kv/k").payload().toString())
                .contains("\"Value\":null,\"Session\":\"s-1\"");
    }

    @Test
    void an_absent_key_is_not_found_but_has_an_index() {
        api.caller.on(Kvs.GET, new KvEntries(null));
        Response response = api.get("/v1/kv/none");
        assertThat(shown(response)).isEqualTo("404 ");
        assertThat(response.header("X-Consul-Index")).isEqualTo("42");
        assertThat(response.header("Content-Type")).isNull();
    }

    @Test
    void raw_values_come_as_they_are_and_cannot_become_pages() {
        api.caller.on(Kvs.GET, entries("k", "<b>"));
        Response response = api.get("/v1/kv/k?raw");
        assertThat(shown(response)).isEqualTo("200 <b>");
        assertThat(response.header("Content-Type")).isEqualTo("text/plain");
        assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.header("Content-Security-Policy")).isEqualTo("sandbox");
    }

    @Test
    void keys_are_decoded_but_their_slashes_stay() {
        api.caller.on(Kvs.GET, new KvEntries(null));
        api.get("/v1/kv/uni%C3%A9%20a%2Fb");
        assertThat(api.caller.asked(KeyRequest.class).key()).isEqualTo("uni\u00e9 a/b");
    }

    @Test
    void people_get_indented_answers_with_a_line_feed() {
        api.caller.on(Kvs.LIST_KEYS, new KeyNames(List.of("a")));
        assertThat(api.get("/v1/kv/?keys&pretty=false").payload().toString())
                .isEqualTo("[\n    \"a\"\n]\n");
    }

    @Test
    void names_of_keys_are_cut_at_the_separator_in_either_spelling() {
        api.caller.on(Kvs.LIST_KEYS, new KeyNames(List.of("t/a")));
        api.get("/v1/kv/t/?keys&separator=/");
        assertThat(api.caller.asked(KeyListRequest.class).separator()).isEqualTo("/");
        api.get("/v1/kv/t/?keys&seperator=:");
        assertThat(api.caller.asked(KeyListRequest.class).separator()).isEqualTo(":");
    }

    @Test
    void no_names_are_an_empty_list_at_the_root_and_not_found_below() {
        api.caller.on(Kvs.LIST_KEYS, new KeyNames(null));
        assertThat(shown(api.get("/v1/kv/?keys"))).isEqualTo("200 []");
        assertThat(shown(api.get("/v1/kv/zz?keys"))).isEqualTo("404 ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|set|0|''",
                "?cas=7|cas|7|''",
                "?acquire=s1|lock|0|s1",
                "?release=s1|unlock|0|s1"
            })
    void a_put_says_what_it_means(String query, String verb, long index, String session) {
        api.caller.on(Kvs.APPLY, true);
        assertThat(shown(api.put("/v1/kv/k" + query, "v"))).isEqualTo("200 true");
        KvRequest write = api.caller.asked(KvRequest.class);
        assertThat(write.op()).isEqualTo(verb);
        assertThat(write.entry().modifyIndex()).isEqualTo(index);
        assertThat(write.entry().session()).isEqualTo(session);
        assertThat(write.entry().value()).containsExactly('v');
    }

    @Test
    void only_conditional_writes_can_be_false() {
        api.caller.on(Kvs.APPLY, false);
        assertThat(shown(api.put("/v1/kv/k", "v"))).isEqualTo("200 true");
        assertThat(shown(api.put("/v1/kv/k?cas=1", "v"))).isEqualTo("200 false");
        assertThat(shown(api.delete("/v1/kv/k"))).isEqualTo("200 true");
        assertThat(shown(api.delete("/v1/kv/k?cas=1"))).isEqualTo("200 false");
        assertThat(shown(api.delete("/v1/kv/?recurse"))).isEqualTo("200 true");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|/v1/kv/|400 Missing key name",
                "PUT|/v1/kv/|400 Missing key name",
                "DELETE|/v1/kv/|400 Missing key name",
                "PUT|/v1/kv/k?flags=x|500 strconv.ParseUint: parsing \"x\": invalid syntax",
                "PUT|/v1/kv/k?flags=-1|500 strconv.ParseUint: parsing \"-1\": invalid syntax",
                "PUT|/v1/kv/k?flags=18446744073709551616|500 strconv.ParseUint: parsing"
                        + " \"18446744073709551616\": value out of range",
                "PUT|/v1/kv/k?cas=|500 strconv.ParseUint: parsing \"\": invalid syntax",
                "PUT|/v1/kv/k?cas=1&acquire=a b|400 Conflicting flags: acquire=a+b&cas=1",
                "DELETE|/v1/kv/t?recurse&cas=1|400 Conflicting flags: cas=1&recurse=",
                "GET|/v1/kv/k?ns=x|400 Bad request: Invalid query parameter: \"ns\""
                        + " - Namespaces are a Consul Enterprise feature",
                "GET|/v1/kv/k?index=abc|400 Invalid index",
                "GET|/v1/kv/k|500 No cluster leader"
            })
    void mistakes_are_told_in_the_words_of_the_reference(
            String method, String target, String answer) {
        assertThat(shown(api.send(method, target, "v"))).isEqualTo(answer);
    }

    @Test
    void values_above_the_limit_are_refused_with_the_name_of_the_setting() {
        assertThat(shown(api.put("/v1/kv/k", "x".repeat(524_289))))
                .isEqualTo(
                        "413 Request body(524289 bytes) too large, max size: 524288 bytes. See"
                            + " https://www.consul.io/docs/agent/options.html#kv_max_value_size.");
        assertThat(api.caller.wasAsked(KvRequest.class)).isFalse();
    }

    @Test
    void failures_of_a_read_have_no_index_here() {
        api.caller.fail(Kvs.GET, "No path to datacenter");
        Response response = api.get("/v1/kv/k?dc=nodc");
        assertThat(shown(response)).isEqualTo("500 No path to datacenter");
        assertThat(response.header("X-Consul-Index")).isNull();
        assertThat(api.caller.asked(KeyRequest.class).datacenter()).isEqualTo("nodc");
    }

    @Test
    void a_refused_permission_is_forbidden() {
        api.caller.fail(Kvs.GET, "rpc error making call: Permission denied");
        assertThat(api.get("/v1/kv/k").status()).isEqualTo(403);
    }

    @Test
    void a_waiting_read_is_answered_when_something_changes() {
        CompletableFuture<Answer<KvEntries>> held = api.caller.hold(Kvs.GET);
        var answer = api.start("GET", "/v1/kv/k?index=42&wait=10s", "");
        assertThat(answer).isNotDone();
        KeyRequest question = api.caller.asked(KeyRequest.class);
        assertThat(question.options().minQueryIndex()).isEqualTo(42);
        assertThat(question.options().maxQueryTime()).isEqualTo(Duration.ofSeconds(10));

        held.complete(Answer.of(entries("k", "new"), FakeCaller.META));
        assertThat(answer.join().status()).isEqualTo(200);
    }

    @Test
    void giving_up_a_waiting_read_cancels_the_call() {
        CompletableFuture<Answer<KvEntries>> held = api.caller.hold(Kvs.GET);
        var answer = api.start("GET", "/v1/kv/k?index=42", "", "Accept-Encoding", "gzip");
        answer.cancel(true);
        assertThat(held).isCancelled();
    }
}

package io.proconsul.http.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.http.message.BadEscapeException;
import io.proconsul.http.message.Client;
import io.proconsul.http.message.Head;
import io.proconsul.http.message.Headers;
import io.proconsul.http.message.Query;
import io.proconsul.http.message.Received;
import io.proconsul.http.message.Refusal;
import io.proconsul.http.message.Request;
import io.proconsul.http.message.Target;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.query.QuerySource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;

class QuestionsTest {
    private final Questions questions =
            new Questions("dc1", "me", () -> "default", Duration.ZERO, true);

    private static Request request(String query, String... headers) {
        try {
            var head =
                    new Head(
                            "GET",
                            new Target("/v1/x?" + query, "/v1/x", query),
                            Headers.of(List.of(headers)),
                            Client.LOCAL);
            return new Request(head, "", Query.parse(query), Received.NOTHING, Runnable::run);
        } catch (BadEscapeException bad) {
            throw new AssertionError(query, bad);
        }
    }

    @Test
    void a_token_is_looked_for_in_four_places_one_after_the_other() {
        String[] both = {"X-Consul-Token", "header", "Authorization", "Bearer bearer"};
        assertThat(questions.token(request("token=parameter", both))).isEqualTo("parameter");
        assertThat(questions.token(request("token=", both))).isEqualTo("header");
        assertThat(questions.token(request("", "Authorization", "Bearer bearer")))
                .isEqualTo("bearer");
        assertThat(questions.token(request(""))).isEqualTo("default");
    }

    @ParameterizedTest
    @CsvSource({
        "'bearer t', t",
        "'BEARER   t  ', t",
        "'Bearer t u', t",
        "'Basic t', default",
        "'Bearer', default",
        "'Bearert', default"
    })
    void the_bearer_is_the_first_word_behind_the_scheme(String header, String token) {
        assertThat(questions.token(request("", "Authorization", header))).isEqualTo(token);
    }

    @Test
    void a_question_without_parameters_is_the_default_one() {
        assertThat(questions.options(request("")))
                .isEqualTo(QueryOptions.DEFAULT.withToken("default"));
        assertThat(questions.datacenter(request(""))).isEqualTo("dc1");
        assertThat(questions.source(request(""))).isSameAs(QuerySource.NONE);
        assertThat(questions.nodeMeta(request(""))).isNull();
    }

    @Test
    void parameters_say_how_fresh_and_for_how_long() {
        QueryOptions options =
                questions.options(
                        request(
                                "index=7&wait=1m30s&max_stale=10s&cached&filter=a%3D%3Db",
                                "Cache-Control", "max-age=30, stale-if-error=60"));
        assertThat(options.minQueryIndex()).isEqualTo(7);
        assertThat(options.maxQueryTime()).isEqualTo(Duration.ofSeconds(90));
        assertThat(options.allowStale()).isTrue();
        assertThat(options.maxStaleDuration()).isEqualTo(Duration.ofSeconds(10));
        assertThat(options.useCache()).isTrue();
        assertThat(options.maxAge()).isEqualTo(Duration.ofSeconds(30));
        assertThat(options.staleIfError()).isEqualTo(Duration.ofSeconds(60));
        assertThat(options.mustRevalidate()).isFalse();
        assertThat(options.filter()).isEqualTo("a==b");
    }

    @ParameterizedTest
    @CsvSource({"max-age=0", "Must-Revalidate"})
    void a_cached_answer_may_be_unwanted(String control) {
        assertThat(questions.options(request("", "Cache-Control", control)).mustRevalidate())
                .isTrue();
    }

    @Test
    void the_cache_can_be_switched_off() {
        var without = new Questions("dc1", "me", () -> "", Duration.ZERO, false);
        assertThat(without.options(request("cached")).useCache()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"wait=0s, 0", "wait=-5s, 0", "wait=, 0", "wait=700s, 700"})
    void a_wait_of_nothing_means_the_default(String query, long seconds) {
        assertThat(questions.options(request(query)).maxQueryTime())
                .isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void an_index_beyond_all_indexes_waits_forever() {
        assertThat(questions.options(request("index=18446744073709551615")).minQueryIndex())
                .isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stale&consistent&index=x|Cannot specify ?stale with ?consistent, conflicting"
                        + " semantics.",
                "cached&consistent|Cannot specify ?cached with ?consistent, conflicting semantics.",
                "max_stale=5s&consistent|Cannot specify ?stale with ?consistent, conflicting"
                        + " semantics.",
                "max_stale=zz&index=x|Invalid max_stale value \"zz\"",
                "wait=10&index=x|Invalid wait time",
                "index=-1|Invalid index",
                "index=abc|Invalid index"
            })
    void contradictions_and_nonsense_are_refused_in_order(String query, String text) {
        assertThatThrownBy(() -> questions.options(request(query)))
                .isInstanceOf(Refusal.class)
                .hasMessage(text);
    }

    @Test
    void the_header_is_judged_before_the_waiting() {
        assertThatThrownBy(
                        () -> questions.options(request("wait=x", "Cache-Control", "max-age=abc")))
                .hasMessage("Invalid Cache-Control header.");
    }

    @Test
    void namespaces_are_refused_wherever_they_are_asked_for() {
        String feature = " - Namespaces are a Consul Enterprise feature";
        questions.refuseNamespaces(request("ns="));
        assertThatThrownBy(() -> questions.refuseNamespaces(request("ns=a")))
                .hasMessage("Bad request: Invalid query parameter: \"ns\"" + feature);
        assertThatThrownBy(() ->
                        questions.refuseNamespaces(request("ns=a", "X-Consul-Namespace", "b")))
                .hasMessage("Bad request: Invalid header: \"X-Consul-Namespace\"" + feature);
    }

    @Test
    void distances_are_measured_from_a_node_or_from_here() {
        assertThat(questions.source(request("near=other&dc=dc2")))
                .isEqualTo(new QuerySource("dc2", "", "other", ""));
        assertThat(questions.source(request("near=_agent")).node()).isEqualTo("me");
    }
}

package io.proconsul.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Map;

class ComparisonTest {
    private static final String BODY =
            """
            [{"Node": "b", "ID": "11111111-2222-3333-4444-555555555555", "ModifyIndex": 7, "Port": 1},
             {"Node": "a", "ID": "", "ModifyIndex": 0, "Port": 2}]
            """;

    private static RecordedAnswer answer(int status, Map<String, String> headers, String body) {
        return new RecordedAnswer(
                "kv-001", "kv", "GET", "/v1/kv/a", status, headers, body, "", true);
    }

    private static RecordedAnswer answer(String body) {
        return answer(200, Map.of("x-consul-index", "9"), body);
    }

    private static String difference(RecordedAnswer genuine, RecordedAnswer ours)
            throws IOException {
        return Comparison.of(Map.of("kv-001", genuine), Map.of("kv-001", ours))
                .differences()
                .getOrDefault("kv-001 GET /v1/kv/a", "");
    }

    @Test
    void what_varies_between_clusters_is_no_difference() throws IOException {
        String elsewhere =
                """
                [{"Node": "a", "ID": "", "ModifyIndex": 0, "Port": 2},
                 {"Node": "b", "ID": "99999999-2222-3333-4444-555555555555", "ModifyIndex": 8, "Port": 1}]
                """;
        RecordedAnswer ours = answer(200, Map.of("x-consul-index", "12"), elsewhere);
        assertThat(difference(answer(BODY), ours)).isEmpty();
    }

    @Test
    void everything_else_is_one() throws IOException {
        assertThat(difference(answer(BODY), answer(500, Map.of("x-consul-index", "9"), BODY)))
                .isEqualTo("\n    genuine: status: 200\n    ours: status: 500");
        assertThat(difference(answer(BODY), answer(200, Map.of(), BODY)))
                .isEqualTo("\n    genuine: x-consul-index: <varies>");
        assertThat(difference(answer(BODY), answer(BODY.replace("\"Port\": 1", "\"Port\": 3"))))
                .isEqualTo("\n    genuine: $[1].Port = 1\n    ours: $[1].Port = 3");
        assertThat(difference(answer(BODY), answer(BODY.replace(": 0,", ": 4,"))))
                .isEqualTo(
                        "\n"
                                + "    genuine: $[0].ModifyIndex = 0\n"
                                + "    ours: $[0].ModifyIndex = <NUMBER>");
        assertThat(difference(answer(BODY), answer("[]"))).contains("ours: $ = []");
    }

    @Test
    void texts_are_compared_but_for_how_often_a_call_was_passed_on() throws IOException {
        String once = "rpc error making call: Must provide node";
        String twice = "rpc error making call: " + once;
        assertThat(difference(answer(once), answer(twice))).isEmpty();
        assertThat(difference(answer(once), answer("Must provide node"))).isNotEmpty();
    }

    @Test
    void an_exchange_that_only_one_answered_is_a_difference() throws IOException {
        assertThat(Comparison.of(Map.of(), Map.of("kv-001", answer(BODY))).differences())
                .containsOnlyKeys("kv-001");
    }
}

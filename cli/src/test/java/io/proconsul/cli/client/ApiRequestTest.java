package io.proconsul.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ApiRequestTest {
    @Test
    void parameters_are_sorted_and_escaped() {
        assertThat(ApiRequest.get("/v1/x").with("b", "a b&c").with("a", "é").target())
                .isEqualTo("/v1/x?a=%C3%A9&b=a+b%26c");
    }

    @Test
    void a_parameter_can_come_several_times_when_it_is_added() {
        assertThat(ApiRequest.get("/v1/x").adding("n", "1").adding("n", "2").target())
                .isEqualTo("/v1/x?n=1&n=2");
        assertThat(ApiRequest.get("/v1/x").with("n", "1").with("n", "2").target())
                .isEqualTo("/v1/x?n=2");
    }

    @Test
    void a_parameter_without_a_value_is_left_out_when_it_is_optional() {
        assertThat(ApiRequest.get("/v1/x").withGiven("dc", "").target()).isEqualTo("/v1/x");
        assertThat(ApiRequest.get("/v1/x").with("stale", "").target()).isEqualTo("/v1/x?stale=");
    }

    @Test
    void slashes_of_a_key_stay_and_what_ends_a_path_is_escaped() {
        assertThat(ApiRequest.escapePath("app/a b?c#d%")).isEqualTo("app/a%20b%3Fc%23d%25");
    }
}

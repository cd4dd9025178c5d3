package io.proconsul.agent.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.json.JsonException;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

class JobPlaceTest {
    private static JobPlace read(String payload) throws JsonException {
        return JobPlace.read(payload.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void the_keys_stand_below_prefix_and_session() throws JsonException {
        JobPlace place = read("{\"Prefix\":\"_rexec\",\"Session\":\"s\"}");
        assertThat(place.job()).isEqualTo("_rexec/s/job");
        assertThat(place.acknowledgement("n1")).isEqualTo("_rexec/s/n1/ack");
        assertThat(place.output("n1", 0)).isEqualTo("_rexec/s/n1/out/00000");
        assertThat(place.output("n1", 26)).isEqualTo("_rexec/s/n1/out/0001a");
        assertThat(place.exit("n1")).isEqualTo("_rexec/s/n1/exit");
    }

    @Test
    void members_are_found_in_any_case_and_paths_are_cleaned() throws JsonException {
        assertThat(read("{\"prefix\":\"a//b/\",\"session\":\"s\"}").job()).isEqualTo("a/b/s/job");
        assertThat(read("{\"Prefix\":\"/a/./b/..\",\"Session\":\"s\"}").job())
                .isEqualTo("/a/s/job");
        assertThat(read("{\"Session\":\"s\"}").job()).isEqualTo("s/job");
    }

    @Test
    void what_is_no_place_is_refused_in_go_s_words() {
        assertThatThrownBy(() -> read("not json"))
                .isInstanceOf(JsonException.class)
                .hasMessage("invalid character 'o' in literal null (expecting 'u')");
    }
}

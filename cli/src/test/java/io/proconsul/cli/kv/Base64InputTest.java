package io.proconsul.cli.kv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Base64InputTest {
    @Test
    void whole_data_is_decoded_without_an_error() {
        Base64Input data = Base64Input.decode("Ymx1ZQ==\n");

        assertThat(data.bytes()).asString().isEqualTo("blue");
        assertThat(data.error()).isEmpty();
    }

    @Test
    void the_first_wrong_letter_is_told_and_what_stands_before_is_kept() {
        Base64Input data = Base64Input.decode("Ymx1ZQ!!");

        assertThat(data.bytes()).asString().isEqualTo("blu");
        assertThat(data.error()).contains("illegal base64 data at input byte 6");
    }

    @Test
    void data_that_ends_within_a_group_is_wrong_from_that_group_on() {
        assertThat(Base64Input.decode("!").error()).contains("illegal base64 data at input byte 0");
        assertThat(Base64Input.decode("").error()).isEmpty();
    }
}

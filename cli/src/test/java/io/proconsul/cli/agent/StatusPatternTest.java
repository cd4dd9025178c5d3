package io.proconsul.cli.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.cli.command.CommandException;

import org.junit.jupiter.api.Test;

class StatusPatternTest {
    @Test
    void the_standard_pattern_matches_every_status() throws CommandException {
        assertThat(StatusPattern.compile(".*")).accepts("alive", "left", "");
    }

    @Test
    void a_pattern_may_match_anywhere_in_the_status() throws CommandException {
        assertThat(StatusPattern.compile("iv")).accepts("alive").rejects("failed");
        assertThat(StatusPattern.compile("^le")).accepts("left", "leaving").rejects("alive");
    }

    @Test
    void an_open_parenthesis_is_reported_in_the_words_scripts_know() {
        assertThatThrownBy(() -> StatusPattern.compile("("))
                .isInstanceOf(CommandException.class)
                .hasMessage(
                        "Failed to compile status regexp: error parsing regexp: missing closing ):"
                                + " `(`");
    }

    @Test
    void an_open_bracket_is_reported_from_the_bracket_on() {
        assertThatThrownBy(() -> StatusPattern.compile("al[i"))
                .hasMessageEndingWith("missing closing ]: `[i`");
    }
}

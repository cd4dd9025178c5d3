package io.proconsul.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RegexArgumentTest {
    @Test
    void the_standard_pattern_matches_every_status() throws CommandException {
        assertThat(RegexArgument.compile("status", ".*")).accepts("alive", "left", "");
    }

    @Test
    void a_pattern_may_match_anywhere_in_the_status() throws CommandException {
        assertThat(RegexArgument.compile("status", "iv")).accepts("alive").rejects("failed");
        assertThat(RegexArgument.compile("status", "^le"))
                .accepts("left", "leaving")
                .rejects("alive");
    }

    @Test
    void an_open_parenthesis_is_reported_in_the_words_scripts_know() {
        assertThatThrownBy(() -> RegexArgument.compile("status", "("))
                .isInstanceOf(CommandException.class)
                .hasMessage(
                        "Failed to compile status regexp: error parsing regexp: missing closing ):"
                                + " `(`");
    }

    @Test
    void an_open_bracket_is_reported_from_the_bracket_on() {
        assertThatThrownBy(() -> RegexArgument.compile("status", "al[i"))
                .hasMessageEndingWith("missing closing ]: `[i`");
    }
}

package io.proconsul.config.flag;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HelpTextTest {
    @Test
    void flags_that_speak_to_the_agent_come_first() {
        var flags = new FlagSet();
        flags.toggle("detailed", false, "More.");
        flags.text("token", "A `secret` to show.");
        assertThat(HelpText.of("Usage: consul x\n", flags))
                .isEqualTo(
                        """
                        Usage: consul x

                        HTTP API Options

                          -token=<secret>
                             A `secret` to show.

                        Command Options

                          -detailed
                             More.\
                        """);
    }

    @Test
    void a_command_without_flags_has_no_sections() {
        assertThat(HelpText.of("Usage: consul keygen\n\n", new FlagSet()))
                .isEqualTo("Usage: consul keygen");
    }

    @Test
    void lines_are_broken_to_even_lengths_and_not_greedily() {
        assertThat(
                        HelpText.wrap(
                                "The server name to use as the SNI host when connecting via TLS."
                                    + " This can also be specified via the CONSUL_TLS_SERVER_NAME"
                                    + " environment variable."))
                .containsExactly(
                        "The server name to use as the SNI host when connecting via",
                        "TLS. This can also be specified via the CONSUL_TLS_SERVER_NAME",
                        "environment variable.");
    }

    @Test
    void a_word_that_fits_no_line_is_not_cut() {
        String word = "x".repeat(90);
        assertThat(HelpText.wrap("a " + word + " b")).containsExactly("a " + word, "b");
        assertThat(HelpText.wrap("")).containsExactly("");
    }
}

package io.proconsul.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.cli.TypedCommands;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class CompletionTest {
    private final TypedCommands typed = new TypedCommands("127.0.0.1:1");

    @TempDir Path home;

    @ParameterizedTest
    @CsvSource({
        "'consul ke', 'keygen keyring'",
        "'consul kv ', 'delete export get import put'",
        "'consul operator raft r', 'remove-peer'",
        "'consul kv get -ke', '-keys'",
        "'consul members -w', '-wan'",
        "'consul kv get x', ''",
        "'consul nothing ', ''",
    })
    void the_last_word_is_completed(String line, String candidates) {
        assertThat(typed.with("COMP_LINE", line).run()).isZero();
        assertThat(typed.output().strip().replace("\n", " ")).isEqualTo(candidates);
    }

    @Test
    void shells_that_are_there_are_told_once_and_forget_again() throws IOException {
        Path bash = Files.writeString(home.resolve(".bashrc"), "a\n");
        typed.with("HOME", home.toString());

        assertThat(typed.run("-autocomplete-install")).isZero();
        assertThat(bash).hasContent("a\ncomplete -C consul consul\n");
        assertThat(typed.run("-autocomplete-install")).isEqualTo(1);
        assertThat(typed.run("-autocomplete-uninstall")).isZero();
        assertThat(bash).hasContent("a\n");
        assertThat(home.resolve(".zshrc")).doesNotExist();
    }
}

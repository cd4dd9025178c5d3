package io.proconsul.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.cli.command.Advice;
import io.proconsul.cli.command.Terminal;
import io.proconsul.cli.machine.Machine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class CommandLineTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... words) {
        return runWith("", words);
    }

    private boolean person;

    private int runWith(String input, String... words) {
        var terminal =
                new Terminal(
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Map.of("CONSUL_HTTP_ADDR", "127.0.0.1:1"),
                        () -> person,
                        Machine.system(),
                        new Advice());
        return new CommandLine(terminal).run(List.of(words));
    }

    private String output() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bogus", "Kv"})
    void an_unknown_command_shows_all_commands_as_an_error(String word) {
        int status = word.isEmpty() ? run() : run(word);

        assertThat(status).isEqualTo(127);
        assertThat(errors()).startsWith("Usage: consul ").contains("    kv ");
        assertThat(output()).isEmpty();
    }

    @Test
    void asking_for_help_is_no_error() {
        assertThat(run("--help")).isZero();
        assertThat(output()).startsWith("Usage: consul ");
        assertThat(errors()).isEmpty();
    }

    @Test
    void a_group_without_its_command_lists_what_is_below_it() {
        assertThat(run("tls")).isEqualTo(1);
        assertThat(errors()).contains("Subcommands:\n    ca      ").contains("\n    cert    ");
    }

    @Test
    void a_group_of_a_group_is_found() {
        assertThat(run("tls", "ca", "-h")).isZero();
        assertThat(output()).startsWith("Usage: consul tls ca <subcommand>");
    }

    @Test
    void help_of_a_command_lists_its_flags_after_those_of_the_connection() {
        assertThat(run("kv", "get", "-h")).isZero();
        assertThat(output())
                .startsWith("Usage: consul kv get ")
                .containsSubsequence("HTTP API Options", "-http-addr=", "Command Options", "-keys");
    }

    @Test
    void help_behind_two_dashes_is_an_argument() {
        assertThat(run("snapshot", "inspect", "--", "-h")).isEqualTo(1);
        assertThat(errors()).contains("open -h: no such file or directory");
    }

    @Test
    void a_wrong_flag_is_told_with_the_flags_there_are() {
        assertThat(run("keygen", "-x")).isEqualTo(1);
        assertThat(errors()).startsWith("flag provided but not defined: -x\nUsage:\n");
    }

    @Test
    void certificate_commands_repeat_the_wrong_flag_at_the_end() {
        assertThat(run("tls", "ca", "create", "-x")).isEqualTo(1);
        assertThat(errors()).endsWith("Failed to parse args: flag provided but not defined: -x\n");
    }

    @Test
    void an_agent_that_is_not_there_is_told_in_the_words_scripts_know() {
        assertThat(run("kv", "get", "x")).isEqualTo(1);
        assertThat(errors())
                .isEqualTo(
                        "Error querying Consul agent: Get \"http://127.0.0.1:1/v1/kv/x\": dial tcp"
                                + " 127.0.0.1:1: connect: connection refused\n");
    }

    @Test
    void a_person_is_also_told_what_to_do_when_no_agent_is_there() {
        person = true;

        assertThat(run("members")).isEqualTo(1);
        assertThat(errors().lines())
                .satisfiesExactly(
                        first -> assertThat(first).endsWith("connect: connection refused"),
                        second ->
                                assertThat(second)
                                        .startsWith("No agent answers at 127.0.0.1:1. Start one"));
    }

    @Test
    void a_socket_that_is_not_there_is_told_with_its_path() {
        assertThat(run("kv", "get", "-http-addr=unix:///no/where", "x")).isEqualTo(1);
        assertThat(errors())
                .isEqualTo(
                        "Error querying Consul agent: Get \"http://%2Fno%2Fwhere/v1/kv/x\": dial"
                                + " unix /no/where: connect: no such file or directory\n");
    }

    @Test
    void the_launcher_is_told_that_an_agent_will_be_a_client(@TempDir Path folder)
            throws IOException {
        Files.writeString(folder.resolve("1.json"), "{\"server\": true, \"data_dir\": \"/d\"}");
        Files.writeString(folder.resolve("2.hcl"), "Server = false\nbind_addr = \"127.0.0.1\"");

        assertThat(run("-role", "-config-dir", folder.toString())).isZero();
        assertThat(output()).isEqualTo("client\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-server -bind=127.0.0.1 -data-dir=/d",
                "-dev",
                "-hcl=server=true -bind=127.0.0.1 -data-dir=/d",
                "-bind=127.0.0.1",
                "-no-such-flag",
                "-h"
            })
    void the_launcher_treats_every_other_agent_as_a_server(String flags) {
        assertThat(run(("-role " + flags).split(" "))).isZero();
        assertThat(output()).isEqualTo("server\n");
        assertThat(errors()).isEmpty();
    }

    @Test
    void every_command_of_the_table_can_be_made_and_explains_itself() {
        assertThat(run("--help")).isZero();
        List<String> names =
                output().lines()
                        .filter(line -> line.startsWith("    "))
                        .map(line -> line.strip().split(" ")[0])
                        .toList();
        assertThat(names).hasSizeGreaterThan(10).isSorted();
        for (String name : names) {
            out.reset();
            assertThat(run(name, "-h")).as(name).isZero();
            assertThat(output()).as(name).startsWith("Usage: consul " + name);
        }
    }

    @Test
    void old_rules_from_standard_input_are_translated() {
        String rules =
                "service \"web\" { policy = \"read\" }\nkey \"foo/\" { policy = \"deny\" }\n";

        assertThat(runWith(rules, "acl", "translate-rules", "-")).isZero();
        assertThat(output())
                .isEqualTo(
                        """
                        service_prefix "web" {
                          policy = "read"
                        }

                        key_prefix "foo/" {
                          policy = "deny"
                        }
                        """);
    }
}

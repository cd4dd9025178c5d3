package io.proconsul.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.config.flag.FlagException;
import io.proconsul.hcl.Value;
import io.proconsul.hcl.Value.Table;

import org.junit.jupiter.api.Test;

import java.util.List;

class AgentFlagsTest {
    private final AgentFlags flags = new AgentFlags();

    @Test
    void the_help_lists_the_flags_of_the_real_program_in_its_order_and_form() {
        assertThat(flagLines(flags.help()))
                .isEqualTo(flagLines(Reference.run(List.of("agent", "-h"))));
    }

    @Test
    void a_wrong_flag_is_told_with_the_flags_of_the_real_program() {
        assertThat(flagLines(flags.usage()))
                .isEqualTo(flagLines(Reference.run(List.of("agent", "-x"))));
    }

    /** The lines that name a flag; what flags are for is said in our own words. */
    private static List<String> flagLines(String text) {
        return text.lines().filter(line -> line.startsWith("  -")).toList();
    }

    @Test
    void lists_come_before_the_files_and_everything_else_after() throws FlagException {
        assertThat(
                        flags.parse(
                                List.of(
                                        "-retry-join=a",
                                        "-retry-join=b",
                                        "-bind=1.2.3.4",
                                        "-server",
                                        "-http-port=1",
                                        "-dns-port=2",
                                        "-node-meta=a:b",
                                        "-allow-write-http-from=10.0.0.0/8",
                                        "x")))
                .containsExactly("x");
        ConfigInput input = flags.input();
        assertThat(input.lists().members()).containsOnlyKeys("retry_join");
        assertThat(input.values().members())
                .containsOnlyKeys("bind_addr", "server", "ports", "node_meta", "http_config");
        assertThat(input.values().get("ports"))
                .isInstanceOfSatisfying(
                        Table.class,
                        ports -> assertThat(ports.members()).containsOnlyKeys("http", "dns"));
        assertThat(input.values().get("server"))
                .isInstanceOfSatisfying(
                        Value.Truth.class,
                        server -> assertThat(server.at()).hasToString("flag -server"));
    }

    @Test
    void files_and_folders_share_one_order() throws FlagException {
        flags.parse(
                List.of(
                        "-config-file=a",
                        "-config-dir=b",
                        "-config-file",
                        "c",
                        "-dev",
                        "-hcl=x=1",
                        "-config-format=hcl"));
        ConfigInput input = flags.input();
        assertThat(input.paths()).containsExactly("a", "b", "c");
        assertThat(input.dev()).isTrue();
        assertThat(input.fragments()).containsExactly("x=1");
        assertThat(input.format()).isEqualTo("hcl");
    }
}

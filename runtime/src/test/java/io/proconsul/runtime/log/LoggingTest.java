package io.proconsul.runtime.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.clock.VirtualTime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class LoggingTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Logger log = LoggerFactory.getLogger("agent.http");

    @Test
    void a_text_line_has_time_level_module_message_and_pairs() throws IOException {
        try (var logging = start(new LogSettings(LogLevel.INFO, false, null))) {
            log.atInfo()
                    .addKeyValue("address", "127.0.0.1:8500")
                    .addKeyValue("why", "a b")
                    .addKeyValue("peers", List.of("x", "y"))
                    .log("Started HTTP server");
            assertThat(logging.level()).isEqualTo(LogLevel.INFO);
        }

        assertThat(printed())
                .matches(
                        "    \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(Z|[+-]\\d{4})"
                                + " \\[INFO]  agent\\.http: Started HTTP server:"
                                + " address=127\\.0\\.0\\.1:8500 why=\"a b\" peers=\\[x, y]\n");
    }

    @Test
    void the_engine_tells_a_failure_in_one_line() throws IOException {
        try (var logging = start(new LogSettings(LogLevel.INFO, false, null))) {
            LoggerFactory.getLogger("org.apache.ratis.server.Append")
                    .warn("Failed", new IOException("no answer", new IOException("refused")));
            assertThat(logging.level()).isEqualTo(LogLevel.INFO);
        }

        assertThat(printed())
                .endsWith(
                        "agent.server.raft: Failed: error=\"IOException: no answer, caused by"
                                + " IOException: refused\"\n");
    }

    @Test
    void a_json_line_has_sorted_members_and_escapes() throws IOException {
        try (var logging = start(new LogSettings(LogLevel.INFO, true, null))) {
            log.atWarn().addKeyValue("n", 3).addKeyValue("text", "a\"b\n").log("odd");
            assertThat(logging.level()).isEqualTo(LogLevel.INFO);
        }

        assertThat(printed())
                .startsWith(
                        "    {\"@level\":\"warn\",\"@message\":\"odd\",\"@module\":\"agent.http\",\"@timestamp\":\"")
                .endsWith("\",\"n\":3,\"text\":\"a\\\"b\\n\"}\n");
    }

    @Test
    void a_listener_hears_more_than_is_printed_until_it_stops() throws Exception {
        List<String> heard = new ArrayList<>();
        try (var logging = start(new LogSettings(LogLevel.INFO, false, null))) {
            AutoCloseable listening = logging.listen(LogLevel.DEBUG, false, heard::add);
            log.debug("first");
            listening.close();
            log.debug("second");
        }

        assertThat(printed()).isEmpty();
        assertThat(heard).singleElement().asString().endsWith("[DEBUG] agent.http: first");
    }

    @Test
    void the_level_changes_while_running() throws IOException {
        try (var logging = start(new LogSettings(LogLevel.ERROR, false, null))) {
            log.info("too early");
            logging.level(LogLevel.INFO);
            log.info("heard");
        }

        assertThat(printed()).contains("heard").doesNotContain("too early");
    }

    @Test
    void a_file_begins_anew_when_full_and_the_oldest_go(@TempDir Path folder) throws IOException {
        var time = new VirtualTime();
        var rotation =
                new LogSettings.Rotation(
                        folder.resolve("p.log").toString(), 8, Duration.ofHours(1), 1);
        try (var file = new RotatingFile(rotation, time)) {
            for (String line : List.of("first\n", "second\n", "third\n")) {
                file.write(line);
                time.pass(Duration.ofMillis(1));
            }
        }

        try (var files = Files.list(folder).sorted()) {
            List<Path> left = files.toList();
            assertThat(left)
                    .hasSize(2)
                    .allSatisfy(
                            f -> assertThat(f.getFileName().toString()).matches("p-\\d{19}\\.log"));
            assertThat(left.getLast()).hasContent("third\n");
        }
    }

    private Logging start(LogSettings settings) throws IOException {
        return Logging.start(
                settings, new PrintStream(out, true, StandardCharsets.UTF_8), Clock.system());
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }
}

package io.proconsul.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.proconsul.config.flag.FlagException;
import io.proconsul.config.flag.FlagSet;
import io.proconsul.config.flag.SwitchFlag;
import io.proconsul.config.flag.TextFlag;
import io.proconsul.json.JsonException;
import io.proconsul.json.JsonValue;
import io.proconsul.json.JsonValue.JsonArray;
import io.proconsul.json.JsonValue.JsonNumber;
import io.proconsul.json.JsonValue.JsonObject;
import io.proconsul.json.JsonValue.JsonString;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs the recorded examples that need no running agent: what {@code validate} prints, and what the
 * agent prints when it does not get beyond its configuration.
 */
class ConfigVectorsTest {
    private static final int VECTORS_MIN = 150;

    @TestFactory
    Stream<DynamicTest> recorded_configurations_are_judged_as_recorded() throws JsonException {
        return vectors().stream().map(vector -> dynamicTest(vector.name(), vector::check));
    }

    @Test
    void most_of_the_recorded_examples_are_run_here() throws JsonException {
        assertThat(vectors()).hasSizeGreaterThan(VECTORS_MIN);
    }

    private static List<Vector> vectors() throws JsonException {
        var vectors = new ArrayList<Vector>();
        for (String line : Reference.read("config-vectors.jsonl").lines().toList()) {
            if (JsonValue.parse(line) instanceof JsonObject vector) {
                var candidate = new Vector(vector);
                if (candidate.needsNoAgent()) {
                    vectors.add(candidate);
                }
            }
        }
        return vectors;
    }

    /** One recorded example. */
    private record Vector(JsonObject json) {
        private static final Pattern PORT = Pattern.compile("\\{\\{p(\\d+)}}");

        String name() {
            String note = text("note");
            return text("id") + (note.isEmpty() ? "" : " " + note);
        }

        /** Agents that run, or fail after their banner, are for another test. */
        boolean needsNoAgent() {
            List<String> argv = words("argv");
            if (text("first_line").contains("config file or directory")
                    || text("first_line").startsWith("-config-format")) {
                return false; // the validate command itself refuses these
            }
            boolean starts = json.get("run") != null || json.get("first_line") == null;
            return argv.getFirst().equals("validate")
                    || argv.getFirst().equals("agent") && !starts && !laterFailure();
        }

        /** What only the agent itself checks, before its banner. */
        private boolean laterFailure() {
            String line = text("first_line");
            return Stream.of(
                            "Invalid log level",
                            "setup node ID",
                            "TLSMinVersion",
                            "VerifyIncoming",
                            "Error loading from")
                    .anyMatch(line::contains);
        }

        void check() {
            FakeMachine machine = machine();
            List<String> argv = words("argv");
            List<String> rest = argv.subList(1, argv.size());
            Outcome outcome =
                    argv.getFirst().equals("validate")
                            ? validate(machine, rest)
                            : agent(machine, rest);
            assertThat(outcome.exit).isEqualTo(number("exit"));
            assertThat(outcome.firstLine()).matches(pattern(text("first_line")));
            if (json.get("stderr") != null) {
                assertThat(outcome.stderr).matches(pattern(text("stderr")));
            }
        }

        private FakeMachine machine() {
            var machine = new FakeMachine();
            machine.interfaces().withLoopback().with("eth0", "10.3.2.1/24");
            texts("files").forEach((name, content) -> machine.file(name, withPorts(content)));
            texts("links").forEach(machine::link);
            words("dirs").forEach(machine::folder);
            texts("env").forEach(machine::variable);
            return machine;
        }

        private static Outcome validate(FakeMachine machine, List<String> words) {
            var flags = new FlagSet();
            TextFlag format = flags.text("config-format", "", "");
            SwitchFlag quiet = flags.toggle("quiet", false, "");
            try {
                List<String> paths = flags.parse(words);
                return verdict(machine, ConfigInput.ofFiles(paths, format.value()), quiet.value());
            } catch (FlagException wrong) {
                return new Outcome(1, "", wrong.getMessage() + "\n");
            }
        }

        private static Outcome verdict(FakeMachine machine, ConfigInput input, boolean quiet) {
            try {
                var loaded = new ConfigLoader(machine).load(input);
                String warnings =
                        String.join("", loaded.warnings().stream().map(w -> w + "\n").toList());
                return quiet
                        ? new Outcome(0, "", "")
                        : new Outcome(0, "Configuration is valid!\n", warnings);
            } catch (ConfigException wrong) {
                return new Outcome(1, "", "Config validation failed: " + wrong.getMessage() + "\n");
            }
        }

        private static Outcome agent(FakeMachine machine, List<String> words) {
            var flags = new AgentFlags();
            try {
                List<String> extra = flags.parse(words.stream().map(Vector::withPorts).toList());
                if (!extra.isEmpty()) {
                    return new Outcome(
                            1,
                            "",
                            "==> Unexpected extra arguments: [" + String.join(" ", extra) + "]\n");
                }
                new ConfigLoader(machine).load(flags.input());
                return new Outcome(0, "", "");
            } catch (FlagException wrong) {
                return new Outcome(1, "", wrong.getMessage() + "\n");
            } catch (ConfigException wrong) {
                return new Outcome(1, "", "==> " + wrong.getMessage() + "\n");
            }
        }

        private static String withPorts(String text) {
            return PORT.matcher(text)
                    .replaceAll(
                            match -> Integer.toString(25600 + Integer.parseInt(match.group(1))));
        }

        /** Recorded texts have {@code {{INT}}} where a number depends on the machine. */
        private static Pattern pattern(String recorded) {
            String[] parts = recorded.split("\\{\\{(INT|ANY)}}", -1);
            return Pattern.compile(
                    String.join(".*?", Stream.of(parts).map(Pattern::quote).toList()),
                    Pattern.DOTALL);
        }

        private String text(String key) {
            return json.get(key) instanceof JsonString string ? string.value() : "";
        }

        private int number(String key) {
            return json.get(key) instanceof JsonNumber number ? Integer.parseInt(number.text()) : 0;
        }

        private List<String> words(String key) {
            @Nullable JsonValue value = json.get(key);
            return value instanceof JsonArray array
                    ? array.elements().stream()
                            .map(element -> ((JsonString) element).value())
                            .toList()
                    : List.of();
        }

        private Map<String, String> texts(String key) {
            if (!(json.get(key) instanceof JsonObject object)) {
                return Map.of();
            }
            var texts = new LinkedHashMap<String, String>();
            object.members()
                    .forEach((name, member) ->
                            texts.put(name, ((JsonString) member.value()).value()));
            return texts;
        }
    }

    /** What a command leaves behind. */
    private record Outcome(int exit, String stdout, String stderr) {
        /** The first line of either output with its white space collapsed, as it is recorded. */
        String firstLine() {
            String text = stderr.isBlank() ? stdout : stderr;
            return text.lines().findFirst().orElse("").strip().replaceAll("\\s+", " ");
        }
    }
}

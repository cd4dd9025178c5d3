package io.proconsul.app.dist;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The start script of a distribution folder: which Java, which flags, which jars. */
final class Launcher {
    static final String AGENT_MAIN = "io.proconsul.app.Main";
    static final String CLI_MAIN = "io.proconsul.cli.Main";

    /**
     * Flags that change the layout of objects must be the same when a cache is made and when it is
     * used.
     */
    private static final List<String> COMMON_FLAGS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:-UsePerfData",
                    "-Xlog:disable",
                    "-Xlog:all=error:stderr");

    /** A command is over before the optimising compiler would have paid for itself. */
    static final List<String> CLI_FLAGS =
            join(List.of("-XX:TieredStopAtLevel=1", "-Xss512k", "-Xms8m"), COMMON_FLAGS);

    /**
     * A client passes on what others know, and should not be felt beside what it serves. What the
     * first compiler makes is good enough for that (measured: 24 us of CPU for a read instead of
     * 15, but at once), and its profiles and the optimising compiler are not there to take memory.
     * Heap that is not used is given back.
     */
    static final List<String> CLIENT_FLAGS =
            join(
                    List.of(
                            "-XX:TieredStopAtLevel=1",
                            "-Xms8m",
                            "-XX:MinHeapFreeRatio=10",
                            "-XX:MaxHeapFreeRatio=30",
                            "-XX:MaxRAMPercentage=25",
                            "-XX:+ExitOnOutOfMemoryError",
                            "--sun-misc-unsafe-memory-access=allow",
                            "--enable-native-access=ALL-UNNAMED"),
                    COMMON_FLAGS);

    /**
     * The engine's protobuf uses old memory calls that the JVM would warn about; small heaps stay
     * small. The optimising compiler may inline less than it would: what it makes is as fast here
     * (measured), and it takes a third of the time from the requests of an agent's first seconds. A
     * young generation of 12 MB instead of 5 costs 6 MB and saves a twentieth of every write.
     */
    static final List<String> AGENT_FLAGS =
            join(
                    List.of(
                            "-XX:MaxInlineLevel=4",
                            "-XX:FreqInlineSize=80",
                            "-XX:InlineSmallCode=600",
                            "-Xms16m",
                            "-Xmn12m",
                            "-XX:MaxRAMPercentage=50",
                            "-XX:+ExitOnOutOfMemoryError",
                            "--sun-misc-unsafe-memory-access=allow",
                            "--enable-native-access=ALL-UNNAMED"),
                    COMMON_FLAGS);

    /**
     * The modules a command needs and the jars of others that they load, if only for a few
     * commands.
     */
    private static final List<String> CLI_JARS =
            List.of(
                    "cli-",
                    "config-",
                    "hcl-",
                    "json-",
                    "model-",
                    "runtime-",
                    "security-",
                    "bcpkix-",
                    "bcprov-",
                    "bcutil-",
                    "msgpack-core-",
                    "slf4j-api-");

    private final Path home;

    Launcher(Path home) {
        this.home = home;
    }

    private static List<String> join(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /**
     * The jars of the agent in a fixed order: a cache is only good for the class path it was made
     * with.
     */
    List<String> agentJars() throws IOException {
        try (var files = Files.list(home.resolve("lib"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    List<String> cliJars() throws IOException {
        return agentJars().stream()
                .filter(jar -> CLI_JARS.stream().anyMatch(jar::startsWith))
                .toList();
    }

    static String classPath(Path home, List<String> jars) {
        return jars.stream().map(jar -> home + "/lib/" + jar).collect(Collectors.joining(":"));
    }

    /** Writes {@code bin/proconsul}. */
    void write(Path java) throws IOException {
        Path variable = Path.of("$home");
        String script =
                template()
                        .replace("@JAVA@", java.toString())
                        .replace("@AGENT_MAIN@", AGENT_MAIN)
                        .replace("@AGENT_FLAGS@", String.join(" ", AGENT_FLAGS))
                        .replace("@CLIENT_FLAGS@", String.join(" ", CLIENT_FLAGS))
                        .replace("@AGENT_PATH@", classPath(variable, agentJars()))
                        .replace("@CLI_MAIN@", CLI_MAIN)
                        .replace("@CLI_FLAGS@", String.join(" ", CLI_FLAGS))
                        .replace("@CLI_PATH@", classPath(variable, cliJars()));
        Path file = home.resolve("bin/proconsul");
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(file, script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String template() throws IOException {
        try (InputStream in = Launcher.class.getResourceAsStream("proconsul.sh")) {
            return new String(
                    Objects.requireNonNull(in, "proconsul.sh stands beside this class")
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
        }
    }
}

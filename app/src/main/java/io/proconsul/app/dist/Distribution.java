package io.proconsul.app.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

/**
 * Finishes a distribution folder whose {@code lib} the build has filled: writes the launcher,
 * trains the caches, marks the folder as built. A cache that cannot be made costs start-up time and
 * nothing else, so that is said and the build goes on.
 */
public final class Distribution {
    private Distribution() {}

    /**
     * @param arguments the folder, and when the build began (ISO 8601): sources newer than that are
     *     not in it
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path home = Path.of(arguments[0]).toAbsolutePath();
        Instant begun = Instant.parse(arguments[1]);
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");

        Launcher launcher = new Launcher(home);
        launcher.write(java);
        var training = new Training(home, java);
        report("command line", training.commandLine(launcher.cliJars()));
        report("agent", training.agent(launcher.agentJars()));
        mark(home.resolve("built"), begun);
    }

    private static void report(String what, List<String> complaints) {
        if (!complaints.isEmpty()) {
            System.err.println(
                    "no start-up cache for the "
                            + what
                            + ", it will start slower: "
                            + String.join("\n", complaints));
        }
    }

    private static void mark(Path stamp, Instant begun) throws IOException {
        Files.writeString(stamp, "");
        Files.setLastModifiedTime(stamp, FileTime.from(begun));
    }
}

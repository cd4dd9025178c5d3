package io.proconsul.app.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The program that makes a cluster: ours or the genuine one, which take the same words. */
public record Executable(Path path, boolean isGenuine) {
    /** The packaged executable of this build, or {@code -Dcluster.executable=PATH}. */
    public static Executable ours() {
        String packaged = Path.of("target", "dist", "bin", "proconsul").toString();
        Path path = Path.of(System.getProperty("cluster.executable", packaged));
        return new Executable(path.toAbsolutePath(), false);
    }

    /** Consul 1.8.7, where the tool that finds it is there. */
    public static Optional<Executable> genuine() {
        return shared("tools/reference-consul")
                .map(tool -> Command.run(tool.toString()))
                .filter(Command::succeeded)
                .map(found -> new Executable(Path.of(found.output().strip()), true));
    }

    /** A file of the folder beside the checkout that holds what was recorded of the original. */
    static Optional<Path> shared(String name) {
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            Path file = up.resolveSibling("shared").resolve(name);
            if (Files.isReadable(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /** Ours, unless {@code -Dcluster.genuine=true} asks to look at the genuine one's behaviour. */
    public static Executable chosen() {
        return Boolean.getBoolean("cluster.genuine") ? genuine().orElseThrow() : ours();
    }
}

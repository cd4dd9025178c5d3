package io.proconsul.app.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The program that makes a cluster: ours or the genuine one, which take the same words. */
public record Executable(Path path, boolean isGenuine) {
    private static final String TOOL = "shared/tools/reference-consul";

    /** The packaged executable. */
    public static Executable ours() {
        return new Executable(
                Path.of("target", "dist", "bin", "proconsul").toAbsolutePath(), false);
    }

    /** Consul 1.8.7, where the tool that finds it is there. */
    public static Optional<Executable> genuine() {
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            Path tool = up.resolveSibling(TOOL);
            if (Files.isExecutable(tool)) {
                Command found = Command.run(tool.toString());
                return found.succeeded()
                        ? Optional.of(new Executable(Path.of(found.output().strip()), true))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Ours, unless {@code -Dcluster.genuine=true} asks to look at the genuine one's behaviour. */
    public static Executable chosen() {
        return Boolean.getBoolean("cluster.genuine") ? genuine().orElseThrow() : ours();
    }
}

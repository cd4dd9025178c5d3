package io.proconsul.config;

import io.proconsul.runtime.disk.FileTree;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds and reads the files of a configuration (reference, section 1). */
final class SourceFiles {
    private final FileTree files;
    private final String format;
    private final List<String> warnings;

    /**
     * @param format {@code hcl} or {@code json} for every file, empty to go by the name
     */
    SourceFiles(FileTree files, String format, List<String> warnings) {
        this.files = files;
        this.format = format;
        this.warnings = warnings;
    }

    /** The sources of one path of the command line: a file, or the files of a folder. */
    List<ConfigSource> sources(String given) throws ConfigException {
        try {
            Path path = Path.of(given);
            return switch (files.kind(path)) {
                case MISSING -> throw new NoSuchFileException(given);
                case FILE -> file(path);
                case FOLDER -> folder(path);
            };
        } catch (IOException | InvalidPathException broken) {
            String cause = cause(broken);
            throw new ConfigException(
                    "config: Open failed on " + given + ". open " + given + ": " + cause);
        }
    }

    private List<ConfigSource> folder(Path folder) throws IOException {
        var sources = new ArrayList<ConfigSource>();
        for (Path entry : files.entries(folder)) {
            Path target = files.target(entry);
            if (files.kind(target) != FileTree.Kind.FOLDER) {
                sources.addAll(file(target));
            }
        }
        return sources;
    }

    private List<ConfigSource> file(Path file) throws IOException {
        String name = file.toString();
        boolean hcl = format.isEmpty() ? name.endsWith(".hcl") : format.equals("hcl");
        if (format.isEmpty() && !hcl && !name.endsWith(".json")) {
            warnings.add(
                    "skipping file "
                            + name
                            + ", extension must be .hcl or .json, or config format must be set");
            return List.of();
        }
        return List.of(new ConfigSource(name, hcl, files.read(file)));
    }

    /** Why a file cannot be used, in the words of the operating system. */
    static String cause(Exception broken) {
        return switch (broken) {
            case NoSuchFileException _ -> "no such file or directory";
            case AccessDeniedException _ -> "permission denied";
            case InvalidPathException _ -> "invalid argument";
            default -> String.valueOf(broken.getMessage());
        };
    }
}

package io.proconsul.agent.check.script;

import java.io.File;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds programs as Go does, with its words when there is none. */
final class ProgramPath {
    private ProgramPath() {}

    /**
     * Lets pass what can be started. It is started by the name it was given, which it may print.
     *
     * @throws IOException with Go's text when it cannot
     */
    static void check(String program, String searchPath) throws IOException {
        if (program.indexOf(File.separatorChar) < 0) {
            if (find(program, searchPath).isEmpty()) {
                throw new IOException(
                        "exec: \"%s\": executable file not found in $PATH".formatted(program));
            }
            return;
        }
        File file = new File(program);
        if (!file.exists()) {
            throw new IOException("fork/exec " + program + ": no such file or directory");
        }
        if (!startable(file)) {
            throw new IOException("fork/exec " + program + ": permission denied");
        }
    }

    /** The first startable file of that name in the folders of a search path. */
    static Optional<String> find(String program, String searchPath) {
        return Stream.of(searchPath.split(File.pathSeparator))
                .map(folder -> new File(folder.isEmpty() ? "." : folder, program))
                .filter(ProgramPath::startable)
                .map(File::getPath)
                .findFirst();
    }

    private static boolean startable(File file) {
        return file.isFile() && file.canExecute();
    }
}

package io.proconsul.cli;

import io.proconsul.cli.command.Command;
import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.Terminal;
import io.proconsul.cli.completion.ShellFiles;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;

/** Finds the command that is meant and runs it, or prints help (CLI reference, section 1). */
public final class CommandLine {
    /** Runs common commands once, for the build that remembers what they load. Not for users. */
    static final String TRAIN = "-train";

    /** Tells the launcher what the agent with the flags behind it will be. Not for users. */
    static final String ROLE = "-role";

    private static final int UNKNOWN_COMMAND = 127;

    private final Terminal terminal;

    public CommandLine(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Runs what the words say; returns the exit status. */
    public int run(List<String> words) {
        if (!words.isEmpty() && words.getFirst().equals(TRAIN)) {
            return Rehearsal.run();
        }
        if (!words.isEmpty() && words.getFirst().equals(ROLE)) {
            terminal.output(AgentRole.of(words.subList(1, words.size())).word());
            return 0;
        }
        String line = terminal.variable(Completion.LINE);
        if (!line.isEmpty()) {
            Completion.candidates(line, terminal).forEach(terminal::output);
            return 0;
        }
        if (isAutocomplete(words)) {
            return autocomplete(words.getFirst());
        }
        List<String> command = isVersion(words) ? List.of("version") : words;
        boolean help = asksForHelp(command);
        Found found = find(command);
        if (found.command == null) {
            return group(found, help);
        }
        if (help) {
            terminal.output(found.command.help());
            return 0;
        }
        return found.command.execute(command.subList(found.depth, command.size()));
    }

    private int autocomplete(String flag) {
        var files = new ShellFiles(Path.of(terminal.variable("HOME")));
        try {
            if (!flag.endsWith("-uninstall")) {
                files.install();
            } else {
                files.uninstall();
            }
            return 0;
        } catch (CommandException failure) {
            terminal.error(String.valueOf(failure.getMessage()));
            return failure.exitStatus();
        }
    }

    private static boolean isVersion(List<String> words) {
        return !words.isEmpty()
                && switch (words.getFirst()) {
                    case "-v", "-version", "--version" -> true;
                    default -> false;
                };
    }

    private static boolean isAutocomplete(List<String> words) {
        return words.size() == 1
                && switch (words.getFirst()) {
                    case "-autocomplete-install",
                            "--autocomplete-install",
                            "-autocomplete-uninstall",
                            "--autocomplete-uninstall" ->
                            true;
                    default -> false;
                };
    }

    private static boolean asksForHelp(List<String> words) {
        for (String word : words) {
            switch (word) {
                case "--" -> {
                    return false;
                }
                case "-h", "-help", "--help" -> {
                    return true;
                }
                default -> {
                    // some other word of the command
                }
            }
        }
        return false;
    }

    /**
     * The deepest command or group that the first words name.
     *
     * @param path the words that name it, blanks between
     * @param depth how many words that are
     */
    private record Found(@Nullable Command command, String path, int depth) {}

    private Found find(List<String> words) {
        String path = "";
        int depth = 0;
        for (String word : words) {
            String longer = path.isEmpty() ? word : path + " " + word;
            Command command = CommandTable.command(longer, terminal);
            if (command != null) {
                return new Found(command, longer, depth + 1);
            }
            if (!CommandTable.isGroup(longer)) {
                break;
            }
            path = longer;
            depth++;
        }
        return new Found(null, path, depth);
    }

    private int group(Found found, boolean help) {
        String text = CommandTable.groupHelp(found.path);
        if (help) {
            terminal.output(text);
            return 0;
        }
        terminal.error(text);
        return found.path.isEmpty() ? UNKNOWN_COMMAND : 1;
    }
}

package io.proconsul.cli;

import io.proconsul.cli.command.Command;
import io.proconsul.cli.command.Terminal;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Finds the command that is meant and runs it, or prints help (CLI reference, section 1). */
public final class CommandLine {
    /** Runs common commands once, for the build that remembers what they load. Not for users. */
    static final String TRAIN = "-train";

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

    private static boolean isVersion(List<String> words) {
        return !words.isEmpty()
                && switch (words.getFirst()) {
                    case "-v", "-version", "--version" -> true;
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

package io.proconsul.cli;

import io.proconsul.cli.command.Command;
import io.proconsul.cli.command.Terminal;

import java.util.ArrayList;
import java.util.List;

/**
 * What a shell may put in place of the last word of a half-typed line: names below a group, or
 * flags of a command. Shells hand over the line in a variable and read one candidate a line.
 */
final class Completion {
    /** Set by the shell, and only then. */
    static final String LINE = "COMP_LINE";

    private Completion() {}

    static List<String> candidates(String line, Terminal terminal) {
        List<String> words = new ArrayList<>(List.of(line.stripLeading().split("\\s+", -1)));
        String last = words.removeLast();
        if (!words.isEmpty()) {
            words.removeFirst();
        }
        String path = "";
        for (String word : words) {
            String longer = path.isEmpty() ? word : path + " " + word;
            Command command = CommandTable.command(longer, terminal);
            if (command != null) {
                return flags(command, last);
            }
            if (!CommandTable.isGroup(longer)) {
                return List.of();
            }
            path = longer;
        }
        return matching(CommandTable.below(path).keySet(), last);
    }

    private static List<String> flags(Command command, String last) {
        return last.startsWith("-") ? matching(command.flagNames(), last) : List.of();
    }

    private static List<String> matching(Iterable<String> names, String start) {
        List<String> matching = new ArrayList<>();
        for (String name : names) {
            if (name.startsWith(start)) {
                matching.add(name);
            }
        }
        return matching;
    }
}

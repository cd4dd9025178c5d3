package io.proconsul.config.flag;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The help of a command: its usage, then its flags in two sections (CLI reference, section 1). */
public final class HelpText {
    /**
     * The flags of the first section, known by name alone: so the agent's -datacenter is among
     * them.
     */
    private static final Set<String> API_FLAGS =
            Set.of(
                    "ca-file",
                    "ca-path",
                    "client-cert",
                    "client-key",
                    "datacenter",
                    "http-addr",
                    "stale",
                    "tls-server-name",
                    "token",
                    "token-file");

    private static final String INDENT = "     ";
    private static final int WIDTH = 72 - INDENT.length();

    private HelpText() {}

    /**
     * The whole help without a line feed at its end.
     *
     * @param usage the command's own text, beginning with {@code Usage: consul}
     */
    public static String of(String usage, FlagSet flags) {
        var text = new StringBuilder(usage.strip()).append("\n\n");
        section("HTTP API Options", true, flags, text);
        section("Command Options", false, flags, text);
        return text.toString().stripTrailing();
    }

    private static void section(String title, boolean api, FlagSet flags, StringBuilder text) {
        boolean empty = true;
        for (Flag flag : flags.all()) {
            if (API_FLAGS.contains(flag.name()) == api) {
                if (empty) {
                    text.append(title).append("\n\n");
                    empty = false;
                }
                describe(flag, text);
            }
        }
    }

    private static void describe(Flag flag, StringBuilder text) {
        text.append("  -").append(flag.name());
        if (!flag.valueName().isEmpty()) {
            text.append("=<").append(flag.valueName()).append('>');
        }
        text.append('\n');
        for (String line : wrap(flag.usage())) {
            text.append(INDENT).append(line).append('\n');
        }
        text.append('\n');
    }

    /**
     * Breaks a text into lines of even length: of all ways to break it, the one with the smallest
     * sum of squares of the room left on each line but the last.
     */
    static List<String> wrap(String text) {
        String[] words = words(text);
        int count = words.length;
        int[] lineEnd = new int[count];
        long[] cost = new long[count + 1];
        for (int from = count - 1; from >= 0; from--) {
            cost[from] = Long.MAX_VALUE;
            int length = -1;
            for (int to = from + 1; to <= count && (length < WIDTH || to == from + 1); to++) {
                length += 1 + words[to - 1].length();
                int room = WIDTH - length;
                boolean last = to == count;
                int here = room < 0 ? TOO_LONG + room * room : last ? 0 : room * room;
                if (here + cost[to] < cost[from]) {
                    cost[from] = here + cost[to];
                    lineEnd[from] = to;
                }
            }
        }
        var lines = new ArrayList<String>();
        for (int from = 0; from < count; from = lineEnd[from]) {
            lines.add(joined(words, from, lineEnd[from]));
        }
        return lines;
    }

    private static final int TOO_LONG = 100_000;

    private static String[] words(String text) {
        String flat = text.strip().replace('\n', ' ');
        var words = new ArrayList<String>();
        int start = 0;
        for (int i = 0; i <= flat.length(); i++) {
            if (i == flat.length() || flat.charAt(i) == ' ') {
                words.add(flat.substring(start, i));
                start = i + 1;
            }
        }
        return words.toArray(new String[0]);
    }

    private static String joined(String[] words, int from, int to) {
        var line = new StringBuilder(words[from]);
        for (int i = from + 1; i < to; i++) {
            line.append(' ').append(words[i]);
        }
        return line.toString();
    }
}

package io.proconsul.sim.history;

import io.proconsul.sim.history.Action.Hold;
import io.proconsul.sim.history.Action.Mode;
import io.proconsul.sim.history.Action.Read;
import io.proconsul.sim.history.Action.Swap;
import io.proconsul.sim.history.Action.Write;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Operations as lines of text: client, key, invoked, returned, what. Keys and values hold no
 * spaces.
 *
 * <pre>
 * 3 r/1 1200 5600 write a
 * 3 r/1 5700 ?    write b
 * 2 r/1 1300 1500 read default - 0
 * 2 r/1 5800 5900 read consistent b 57
 * 4 r/1 6000 6100 swap b c yes
 * 5 l/1 6000 9000 hold SESSION 3
 * </pre>
 *
 * {@code ?} is an unknown outcome, {@code -} no value. Lines that begin with {@code #} are remarks.
 */
public final class HistoryText {
    private static final String UNKNOWN = "?";
    private static final String NOTHING = "-";

    private HistoryText() {}

    /**
     * @throws IllegalArgumentException for a line that is none of the above, which it names
     */
    public static List<Operation> read(Stream<String> lines) {
        return lines.map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(HistoryText::operation)
                .toList();
    }

    public static List<Operation> read(String text) {
        return read(text.lines());
    }

    public static String line(Operation operation) {
        return String.join(
                " ",
                Integer.toString(operation.client()),
                operation.key(),
                Long.toString(operation.invoked()),
                operation.isKnown() ? Long.toString(operation.returned()) : UNKNOWN,
                words(operation.action()));
    }

    private static String words(Action action) {
        return switch (action) {
            case Write(String value) -> "write " + shown(value);
            case Read(Mode mode, String value, long index) ->
                    "read "
                            + mode.name().toLowerCase(Locale.ROOT)
                            + " "
                            + shown(value)
                            + " "
                            + index;
            case Swap(String expected, String value, boolean applied) ->
                    "swap " + shown(expected) + " " + shown(value) + (applied ? " yes" : " no");
            case Hold(String session, long lockIndex) -> "hold " + session + " " + lockIndex;
        };
    }

    private static Operation operation(String line) {
        String[] words = line.split(" +", 5);
        try {
            return new Operation(
                    Integer.parseInt(words[0]),
                    words[1],
                    Long.parseLong(words[2]),
                    words[3].equals(UNKNOWN) ? Operation.NEVER : Long.parseLong(words[3]),
                    action(words[4].split(" +")));
        } catch (ArrayIndexOutOfBoundsException | IllegalArgumentException malformed) {
            throw new IllegalArgumentException("not an operation: " + line, malformed);
        }
    }

    private static Action action(String[] words) {
        return switch (words[0]) {
            case "write" -> new Write(value(words[1]));
            case "read" ->
                    new Read(
                            Mode.valueOf(words[1].toUpperCase(Locale.ROOT)),
                            value(words[2]),
                            Long.parseLong(words[3]));
            case "swap" -> new Swap(value(words[1]), value(words[2]), words[3].equals("yes"));
            case "hold" -> new Hold(words[1], Long.parseLong(words[2]));
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    private static String shown(String value) {
        return value.equals(Action.ABSENT) ? NOTHING : value;
    }

    private static String value(String word) {
        return word.equals(NOTHING) ? Action.ABSENT : word;
    }
}

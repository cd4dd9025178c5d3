package io.proconsul.config.flag;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The flags of one command. Declare them, {@link #parse} the command line, then ask each flag for
 * its value. Not thread-safe; made for one use.
 *
 * <p>Each kind exists with a default, as Go's built-in types behave, and without, as the types
 * behave that the program adds (see {@link Flag}).
 */
public final class FlagSet {
    private final Map<String, Flag> flags = new TreeMap<>();

    /** A text that defaults to {@code standard}. */
    public TextFlag text(String name, String standard, String usage) {
        return add(new TextFlag(name, standard, usage));
    }

    /** A text without a default. */
    public TextFlag text(String name, String usage) {
        return add(new TextFlag(name, null, usage));
    }

    /** A switch that defaults to {@code standard}. */
    public SwitchFlag toggle(String name, boolean standard, String usage) {
        return add(new SwitchFlag(name, standard, usage));
    }

    /** A switch of which it matters whether it was given. */
    public SwitchFlag toggle(String name, String usage) {
        return add(new SwitchFlag(name, null, usage));
    }

    /** A whole number that defaults to {@code standard}. */
    public WholeFlag whole(String name, long standard, String usage) {
        return add(new WholeFlag(name, standard, usage));
    }

    /** A whole number without a default. */
    public WholeFlag whole(String name, String usage) {
        return add(new WholeFlag(name, null, usage));
    }

    /** An unsigned number that defaults to {@code standard}. */
    public UnsignedFlag unsigned(String name, long standard, String usage) {
        return add(new UnsignedFlag(name, standard, usage));
    }

    /** An unsigned number without a default. */
    public UnsignedFlag unsigned(String name, String usage) {
        return add(new UnsignedFlag(name, null, usage));
    }

    /** A duration that defaults to {@code standard}. */
    public DurationFlag duration(String name, Duration standard, String usage) {
        return add(new DurationFlag(name, standard, usage));
    }

    /** A duration without a default. */
    public DurationFlag duration(String name, String usage) {
        return add(new DurationFlag(name, null, usage));
    }

    /** Texts; the flag may come several times. */
    public ListFlag list(String name, String usage) {
        return add(new ListFlag(name, usage));
    }

    /** A further name for a list; the order on the command line is kept across both names. */
    public ListFlag listInto(ListFlag list, String name, String usage) {
        return add(list.into(name, usage));
    }

    /** Pairs {@code key=value}; the flag may come several times. */
    public PairsFlag pairs(String name, String usage) {
        return add(new PairsFlag(name, PairsFlag.Form.EQUALS, usage));
    }

    /** Pairs {@code name=address} as the services and connect commands take them. */
    public PairsFlag addresses(String name, String usage) {
        return add(new PairsFlag(name, PairsFlag.Form.EQUALS_SHORT, usage));
    }

    /** Pairs {@code key:value} as {@code -node-meta} of the agent takes them. */
    public PairsFlag colonPairs(String name, String usage) {
        return add(new PairsFlag(name, PairsFlag.Form.COLON, usage));
    }

    private <F extends Flag> F add(F flag) {
        if (flags.put(flag.name(), flag) != null) {
            throw new IllegalArgumentException("flag redefined: " + flag.name());
        }
        return flag;
    }

    /** All flags by name. */
    public Collection<Flag> all() {
        return Collections.unmodifiableCollection(flags.values());
    }

    /**
     * Reads flags up to the first word that is none, or up to {@code --}.
     *
     * @return the words that are left: the arguments
     * @throws FlagException with the line that Go prints
     */
    public List<String> parse(List<String> words) throws FlagException {
        int next = 0;
        while (next < words.size() && looksLikeFlag(words.get(next))) {
            String word = words.get(next++);
            if (word.equals("--")) {
                break;
            }
            if (take(word, next < words.size() ? words.get(next) : null)) {
                next++;
            }
        }
        return words.subList(next, words.size());
    }

    private static boolean looksLikeFlag(String word) {
        return word.length() > 1 && word.charAt(0) == '-';
    }

    /** Takes one flag; returns whether it needed the next word. */
    private boolean take(String word, @Nullable String nextWord) throws FlagException {
        String bare = word.substring(word.startsWith("--") ? 2 : 1);
        if (bare.startsWith("-") || bare.startsWith("=")) {
            throw new FlagException("bad flag syntax: " + word);
        }
        int equals = bare.indexOf('=');
        String name = equals < 0 ? bare : bare.substring(0, equals);
        Flag flag = named(name);
        if (equals >= 0) {
            take(flag, bare.substring(equals + 1));
            return false;
        }
        if (flag.isSwitch()) {
            take(flag, "true");
            return false;
        }
        if (nextWord == null) {
            throw new FlagException("flag needs an argument: -" + name);
        }
        take(flag, nextWord);
        return true;
    }

    private Flag named(String name) throws FlagException {
        Flag flag = flags.get(name);
        if (flag != null) {
            return flag;
        }
        if (name.equals("help") || name.equals("h")) {
            throw FlagException.helpAsked();
        }
        throw new FlagException("flag provided but not defined: -" + name);
    }

    private static void take(Flag flag, String text) throws FlagException {
        try {
            flag.take(text);
        } catch (FlagValueException wrong) {
            String value = "\"" + text + "\" for ";
            throw new FlagException(
                    (flag.isSwitch()
                                    ? "invalid boolean value " + value
                                    : "invalid value " + value + "flag ")
                            + "-"
                            + flag.name()
                            + ": "
                            + wrong.cause());
        }
    }

    /** What is printed after a wrong flag: {@code Usage:} and every flag; ends with a line feed. */
    public String usage() {
        var text = new StringBuilder("Usage:\n");
        for (Flag flag : flags.values()) {
            describe(flag, text);
        }
        return text.toString();
    }

    private static void describe(Flag flag, StringBuilder text) {
        int start = text.length();
        text.append("  -").append(flag.name());
        if (!flag.valueName().isEmpty()) {
            text.append(' ').append(flag.valueName());
        }
        // A switch of one letter leaves room for its usage on the same line.
        text.append(text.length() - start <= 4 ? "\t" : "\n    \t");
        text.append(flag.plainUsage().replace("\n", "\n    \t"));
        if (!flag.shownDefault().isEmpty()) {
            text.append(" (default ").append(flag.shownDefault()).append(')');
        }
        text.append('\n');
    }
}

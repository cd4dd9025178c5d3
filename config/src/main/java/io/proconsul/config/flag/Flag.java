package io.proconsul.config.flag;

/**
 * One flag of a command and, after parsing, its value. Flags are made by {@link FlagSet}; each kind
 * offers its value in its own type.
 *
 * <p>Go has two families of flags with different texts: its built-in types answer a wrong value
 * with {@code parse error} and show their type and default in the usage; the types that a program
 * adds show the cause and the word {@code value}. A flag without a default is of the second family.
 */
public abstract sealed class Flag
        permits TextFlag, SwitchFlag, WholeFlag, UnsignedFlag, DurationFlag, ListFlag, PairsFlag {
    private final String name;
    private final String usage;
    private final String type;
    private boolean given;

    Flag(String name, String type, String usage) {
        this.name = name;
        this.type = type;
        this.usage = usage;
    }

    /** The name without dashes. */
    public final String name() {
        return name;
    }

    /** What the flag is for, as written in the command's table. */
    public final String usage() {
        return usage;
    }

    /** Whether the flag was on the command line. */
    public final boolean given() {
        return given;
    }

    /**
     * The word for the value in help texts: the one in back quotes, else the type; empty for a
     * switch.
     */
    public final String valueName() {
        int open = usage.indexOf('`');
        int close = open < 0 ? -1 : usage.indexOf('`', open + 1);
        return close < 0 ? type : usage.substring(open + 1, close);
    }

    /** The usage without the back quotes that mark the word for the value. */
    final String plainUsage() {
        int open = usage.indexOf('`');
        int close = open < 0 ? -1 : usage.indexOf('`', open + 1);
        return close < 0
                ? usage
                : usage.substring(0, open)
                        + usage.substring(open + 1, close)
                        + usage.substring(close + 1);
    }

    final void take(String text) throws FlagValueException {
        accept(text);
        given = true;
    }

    /** A switch: it never takes the next word as its value. */
    boolean isSwitch() {
        return false;
    }

    /** The default as the usage shows it; empty when there is none to show. */
    String shownDefault() {
        return "";
    }

    abstract void accept(String text) throws FlagValueException;
}

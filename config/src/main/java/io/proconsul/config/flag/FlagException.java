package io.proconsul.config.flag;

/**
 * The command line cannot be read. The message is the line that Go prints, for example {@code flag
 * needs an argument: -data-dir}.
 */
public final class FlagException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean help;

    FlagException(String message) {
        this(message, false);
    }

    private FlagException(String message, boolean help) {
        super(message);
        this.help = help;
    }

    static FlagException helpAsked() {
        return new FlagException("flag: help requested", true);
    }

    /** Whether {@code -h} or {@code -help} was given where no flag has this name. */
    public boolean help() {
        return help;
    }
}

package io.proconsul.cli.command;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression among the flags; only unusual ones load the regular expression classes.
 *
 * <p>Mistakes are told in Go's words, because scripts look for them (vectors cli-053, cli-174).
 */
public final class RegexArgument {
    private static final String EVERYTHING = ".*";

    private RegexArgument() {}

    /**
     * Finds the pattern anywhere in a text.
     *
     * @param what what the pattern is for, as the message names it: {@code status} or {@code node
     *     filter}
     */
    public static Predicate<String> compile(String what, String pattern) throws CommandException {
        if (pattern.equals(EVERYTHING)) {
            return text -> true;
        }
        try {
            return Pattern.compile(pattern).asPredicate();
        } catch (PatternSyntaxException malformed) {
            throw new CommandException(
                    "Failed to compile "
                            + what
                            + " regexp: error parsing regexp: "
                            + cause(malformed, pattern));
        }
    }

    /** The two mistakes that are made, in Go's words; other ones in Java's. */
    private static String cause(PatternSyntaxException malformed, String pattern) {
        String text = malformed.getDescription();
        if (text.startsWith("Unclosed group")) {
            return "missing closing ): `" + pattern + "`";
        }
        if (text.startsWith("Unclosed character class")) {
            return "missing closing ]: `" + pattern.substring(pattern.indexOf('[')) + "`";
        }
        return text + ": `" + pattern + "`";
    }
}

package io.proconsul.cli.agent;

import io.proconsul.cli.command.CommandException;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression for a member's status; only unusual ones load the regular expression
 * classes.
 */
final class StatusPattern {
    private static final String EVERYTHING = ".*";

    private StatusPattern() {}

    static Predicate<String> compile(String pattern) throws CommandException {
        if (pattern.equals(EVERYTHING)) {
            return status -> true;
        }
        try {
            return Pattern.compile(pattern).asPredicate();
        } catch (PatternSyntaxException malformed) {
            throw new CommandException(
                    "Failed to compile status regexp: error parsing regexp: "
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

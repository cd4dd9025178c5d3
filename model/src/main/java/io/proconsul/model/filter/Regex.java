package io.proconsul.model.filter;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

import java.util.function.Predicate;

/** Regular expressions in RE2's syntax, unanchored, with Go's errors. */
public final class Regex {
    private Regex() {}

    /** Whether a text has the expression somewhere in it. */
    static Predicate<String> finding(String expression) throws FilterException {
        try {
            Pattern pattern = Pattern.compile(expression);
            return text -> pattern.matcher(text).find();
        } catch (PatternSyntaxException e) {
            throw new FilterException(
                    "Failed to compile regular expression "
                            + Literals.quote(expression)
                            + ": "
                            + problem(e, expression));
        }
    }

    /** What is wrong with an expression, as Go's compiler of expressions says it. */
    public static String problem(PatternSyntaxException e, String expression) {
        return "error parsing regexp: " + reason(e, expression);
    }

    private static String reason(PatternSyntaxException e, String expression) {
        if (e.getDescription().contains("internal error")) {
            return "unexpected ): `" + expression + "`"; // the library fails to say it
        }
        String part = e.getPattern();
        return e.getDescription() + ": `" + (part == null ? "" : part) + "`";
    }
}

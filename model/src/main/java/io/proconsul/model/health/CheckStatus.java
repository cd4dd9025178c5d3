package io.proconsul.model.health;

/**
 * The verdicts of checks as spelled on the wire. The catalog keeps other texts as they are given.
 */
public final class CheckStatus {
    public static final String PASSING = "passing";
    public static final String WARNING = "warning";
    public static final String CRITICAL = "critical";

    /** Any of them, in questions. */
    public static final String ANY = "any";

    private CheckStatus() {}
}

package io.proconsul.agent.check;

/**
 * Holds a verdict back until it was found often enough in a row. Warnings count as successes. Not
 * for several threads at once.
 */
final class Thresholds {
    private final int successesNeeded;
    private final int failuresNeeded;
    private int successes;
    private int failures;

    /** Numbers below two let every outcome through. */
    Thresholds(int successesNeeded, int failuresNeeded) {
        this.successesNeeded = successesNeeded;
        this.failuresNeeded = failuresNeeded;
    }

    /** Whether the outcome is to be told. */
    boolean passes(Outcome outcome) {
        if (outcome.isCritical()) {
            successes = 0;
            failures = Math.min(failures + 1, failuresNeeded);
            return failures >= failuresNeeded;
        }
        failures = 0;
        successes = Math.min(successes + 1, successesNeeded);
        return successes >= successesNeeded;
    }
}

package io.proconsul.agent.check;

import io.proconsul.model.health.CheckStatus;

/** What one run of a check found. */
record Outcome(String status, String output) {
    static Outcome passing(String output) {
        return new Outcome(CheckStatus.PASSING, output);
    }

    static Outcome warning(String output) {
        return new Outcome(CheckStatus.WARNING, output);
    }

    static Outcome critical(String output) {
        return new Outcome(CheckStatus.CRITICAL, output);
    }

    boolean isCritical() {
        return status.equals(CheckStatus.CRITICAL);
    }
}

package io.proconsul.agent.service;

import io.proconsul.model.health.CheckStatus;
import io.proconsul.model.health.CheckType;

import java.util.Optional;
import java.util.Set;

/**
 * What a check definition must keep. The texts are the reference's (vectors agent-035 to agent-039,
 * agent-060 to agent-066).
 */
public final class CheckRules {
    private static final Set<String> STATUSES =
            Set.of(CheckStatus.PASSING, CheckStatus.WARNING, CheckStatus.CRITICAL);

    private CheckRules() {}

    /** The first rule the definition breaks, in words. */
    public static Optional<String> brokenBy(CheckType check) {
        boolean periodic = CheckKind.isPeriodic(check);
        boolean alias = CheckKind.isAlias(check);
        if (check.interval().isPositive() && check.ttl().isPositive()) {
            return Optional.of("Interval and TTL cannot both be specified");
        }
        if (periodic && !check.interval().isPositive()) {
            return Optional.of("Interval must be > 0 for Script, HTTP, or TCP checks");
        }
        if (periodic && alias) {
            return Optional.of("Interval cannot be set for Alias checks");
        }
        if (alias && check.ttl().isPositive()) {
            return Optional.of("TTL must be not be set for Alias checks");
        }
        if (!periodic && !alias && !check.ttl().isPositive()) {
            return Optional.of("TTL must be > 0 for TTL checks");
        }
        return check.outputMaxSize() < 0
                ? Optional.of("MaxOutputMaxSize must be positive")
                : Optional.empty();
    }

    /** Whether a definition may start with that status; empty leaves it to the default. */
    public static boolean mayStartWith(String status) {
        return status.isEmpty() || isStatus(status);
    }

    /** Whether it is one of the three verdicts. */
    public static boolean isStatus(String status) {
        return STATUSES.contains(status);
    }
}

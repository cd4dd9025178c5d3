package io.proconsul.agent.check;

import io.proconsul.model.health.CheckStatus;
import io.proconsul.model.health.HealthCheck;

import java.util.List;

/** The verdict of a check that follows another service or node. */
final class AliasVerdict {
    private AliasVerdict() {}

    /**
     * The worst of the checks of the node and of the service; the first critical one is named.
     *
     * @param ownId the alias itself, which does not count
     * @param serviceId the service that is followed; empty: the node
     */
    static Outcome of(List<HealthCheck> checks, String ownId, String serviceId) {
        Outcome worst = Outcome.passing("No checks found.");
        for (HealthCheck check : checks) {
            if (check.checkId().equals(ownId) || !concerns(check, serviceId)) {
                continue;
            }
            switch (check.status()) {
                case CheckStatus.CRITICAL -> {
                    return Outcome.critical(failing(check));
                }
                case CheckStatus.WARNING -> worst = Outcome.warning(failing(check));
                default ->
                        worst = isFailing(worst) ? worst : Outcome.passing("All checks passing.");
            }
        }
        return worst;
    }

    /** Whether any of the checks is the service's own. */
    static boolean speaksOf(List<HealthCheck> checks, String serviceId) {
        return checks.stream().anyMatch(check -> check.serviceId().equals(serviceId));
    }

    /** What is said when the service does not exist; the node is not named for the own node. */
    static Outcome missing(String serviceId, String node) {
        return Outcome.critical("Service " + serviceId + " could not be found on node " + node);
    }

    private static boolean isFailing(Outcome outcome) {
        return !outcome.status().equals(CheckStatus.PASSING);
    }

    private static boolean concerns(HealthCheck check, String serviceId) {
        return check.serviceId().isEmpty() || check.serviceId().equals(serviceId);
    }

    private static String failing(HealthCheck check) {
        return "Aliased check \"" + check.name() + "\" failing: " + check.output();
    }
}

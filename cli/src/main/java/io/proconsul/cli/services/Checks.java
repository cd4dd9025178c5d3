package io.proconsul.cli.services;

import io.proconsul.model.health.CheckType;

/** Whether a definition says anything about a check. */
final class Checks {
    private Checks() {}

    static boolean isDefined(CheckType check) {
        boolean kind =
                !check.http().isEmpty()
                        || !check.tcp().isEmpty()
                        || !check.grpc().isEmpty()
                        || !check.ttl().isZero()
                        || check.scriptArgs() != null
                        || !check.dockerContainerId().isEmpty()
                        || !check.aliasNode().isEmpty()
                        || !check.aliasService().isEmpty();
        return kind
                || !check.name().isEmpty()
                || !check.checkId().isEmpty()
                || !check.interval().isZero();
    }
}

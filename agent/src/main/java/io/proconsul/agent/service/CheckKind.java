package io.proconsul.agent.service;

import io.proconsul.model.health.CheckType;

import java.util.List;

/** What sort of check a definition describes. */
public enum CheckKind {
    GRPC("grpc"),
    HTTP("http"),
    TTL("ttl"),
    TCP("tcp"),
    ALIAS("alias"),
    DOCKER("docker"),
    SCRIPT("script"),
    /** Switched on and off by the agent itself; nothing runs. */
    MAINTENANCE("maintenance");

    private final String text;

    CheckKind(String text) {
        this.text = text;
    }

    /** The word in the {@code Type} member of a check. */
    public String text() {
        return text;
    }

    /**
     * The kind of a definition that keeps {@link CheckRules}. When it names several, the first in
     * the order of this enumeration counts, as in the reference.
     */
    public static CheckKind of(CheckType check) {
        if (!check.grpc().isEmpty()) {
            return GRPC;
        }
        if (!check.http().isEmpty()) {
            return HTTP;
        }
        if (check.ttl().isPositive()) {
            return TTL;
        }
        if (!check.tcp().isEmpty()) {
            return TCP;
        }
        if (isAlias(check)) {
            return ALIAS;
        }
        return check.dockerContainerId().isEmpty() ? SCRIPT : DOCKER;
    }

    static boolean isAlias(CheckType check) {
        return !check.aliasNode().isEmpty() || !check.aliasService().isEmpty();
    }

    /** Runs a program, on this machine or in a container. */
    public static boolean runsProgram(CheckType check) {
        List<String> args = check.scriptArgs();
        return args != null && !args.isEmpty();
    }

    /** Is repeated in an interval. */
    static boolean isPeriodic(CheckType check) {
        return runsProgram(check)
                || !check.http().isEmpty()
                || !check.tcp().isEmpty()
                || !check.grpc().isEmpty();
    }
}

package io.proconsul.agent.service;

import io.proconsul.model.health.CheckType;

import java.time.Duration;

/** The definitions that the agent makes up itself. */
final class CheckTypes {
    private CheckTypes() {}

    static CheckType tcp(String name, String address, Duration interval) {
        return made(name, address, interval, "");
    }

    static CheckType alias(String name, String serviceId) {
        return made(name, "", Duration.ZERO, serviceId);
    }

    private static CheckType made(String name, String tcp, Duration interval, String alias) {
        return new CheckType(
                "",
                name,
                "",
                "",
                null,
                "",
                null,
                "",
                "",
                tcp,
                interval,
                "",
                alias,
                "",
                "",
                "",
                false,
                false,
                Duration.ZERO,
                Duration.ZERO,
                0,
                0,
                "",
                "",
                Duration.ZERO,
                0);
    }
}

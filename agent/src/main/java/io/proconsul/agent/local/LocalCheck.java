package io.proconsul.agent.local;

import io.proconsul.model.health.CheckStatus;
import io.proconsul.model.health.CheckType;
import io.proconsul.model.health.HealthCheck;

import org.jspecify.annotations.Nullable;

/**
 * A check registered with this agent, with its latest verdict.
 *
 * @param type what it does; null for maintenance mode, where nothing runs
 * @param token the secret it is written to the catalog with; empty: the agent's default
 * @param version as in {@link LocalService}
 * @param inSync the catalog is believed to hold this, but perhaps for the output
 * @param outputDeferred the output changed alone and is sent later
 * @param criticalSince the clock's reading when it was first found critical; null: it was not, or
 *     nobody looked since it was registered
 */
public record LocalCheck(
        HealthCheck check,
        @Nullable CheckType type,
        String token,
        Origin origin,
        long version,
        boolean inSync,
        boolean outputDeferred,
        @Nullable Long criticalSince) {

    /** A check that was not yet registered. */
    public static LocalCheck fresh(
            HealthCheck check, @Nullable CheckType type, String token, Origin origin) {
        return new LocalCheck(check, type, token, origin, 0, false, false, null);
    }

    public String id() {
        return check.checkId();
    }

    public String serviceId() {
        return check.serviceId();
    }

    public boolean critical() {
        return check.status().equals(CheckStatus.CRITICAL);
    }

    LocalCheck registered(long newVersion) {
        return new LocalCheck(check, type, token, origin, newVersion, false, false, null);
    }

    LocalCheck settled() {
        return new LocalCheck(check, type, token, origin, version, true, false, criticalSince);
    }

    LocalCheck outOfSync() {
        return new LocalCheck(check, type, token, origin, version, false, false, criticalSince);
    }

    /** The same after a comparison, which leaves a deferred output deferred. */
    LocalCheck compared(boolean nowInSync) {
        return new LocalCheck(
                check, type, token, origin, version, nowInSync, outputDeferred, criticalSince);
    }

    /** The same, with its critical time begun or ended by a verdict. */
    LocalCheck timed(String status, long nowNanos) {
        boolean nowCritical = status.equals(CheckStatus.CRITICAL);
        if (nowCritical == (criticalSince != null)) {
            return this;
        }
        return new LocalCheck(
                check,
                type,
                token,
                origin,
                version,
                inSync,
                outputDeferred,
                nowCritical ? nowNanos : null);
    }

    /** The same with a verdict that the catalog must know at once. */
    LocalCheck judged(String status, String output, long newVersion) {
        return new LocalCheck(
                judgedCheck(status, output),
                type,
                token,
                origin,
                newVersion,
                false,
                false,
                criticalSince);
    }

    /** The same with an output that the catalog may learn later. */
    LocalCheck said(String output, long newVersion) {
        return new LocalCheck(
                judgedCheck(check.status(), output),
                type,
                token,
                origin,
                newVersion,
                inSync,
                true,
                criticalSince);
    }

    /** The same with that verdict, before it is registered. */
    public LocalCheck startingWith(String status, String output) {
        return new LocalCheck(
                judgedCheck(status, output),
                type,
                token,
                origin,
                version,
                inSync,
                outputDeferred,
                criticalSince);
    }

    private HealthCheck judgedCheck(String status, String output) {
        return new HealthCheck(
                check.node(),
                check.checkId(),
                check.name(),
                status,
                check.notes(),
                output,
                check.serviceId(),
                check.serviceName(),
                check.serviceTags(),
                check.type(),
                check.definition(),
                0,
                0);
    }
}

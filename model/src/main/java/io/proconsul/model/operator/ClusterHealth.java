package io.proconsul.model.operator;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What the autopilot thinks of all servers (wire reference: autopilot.OperatorHealthReply).
 *
 * @param failureTolerance so many servers may fail before writing stops
 */
public record ClusterHealth(
        boolean healthy, int failureTolerance, @Nullable List<ServerHealth> servers) {}

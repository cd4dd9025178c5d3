package io.proconsul.agent.watch;

import io.proconsul.model.watch.WatchPlan;

/**
 * One watch of the configuration.
 *
 * @param token sent with its questions; empty: the agent's own
 */
public record WatchDefinition(WatchPlan plan, String token, WatchHandler handler) {}

package io.proconsul.agent.join;

import java.time.Duration;
import java.util.List;

/**
 * Whom an agent joins in one pool, as configured.
 *
 * @param pool {@code LAN} or {@code WAN}, as log lines name it
 * @param start contacted once before the agent counts as running ({@code start_join})
 * @param retry contacted until one answers ({@code retry_join})
 * @param interval between the attempts at one address
 * @param maxAttempts failed rounds that are forgiven ({@code retry_max}); 0: all
 */
public record JoinPlan(
        String pool, List<String> start, List<String> retry, Duration interval, int maxAttempts) {
    public JoinPlan {
        start = List.copyOf(start);
        retry = List.copyOf(retry);
    }
}

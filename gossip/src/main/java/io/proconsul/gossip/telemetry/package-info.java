/**
 * What a pool counts and measures about itself, under the names that memberlist and Serf use, which
 * dashboards know. The core says what happened, {@link io.proconsul.gossip.telemetry.PoolMetrics}
 * puts it into the agent's metrics.
 */
@NullMarked
package io.proconsul.gossip.telemetry;

import org.jspecify.annotations.NullMarked;

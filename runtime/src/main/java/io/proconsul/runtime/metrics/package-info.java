/**
 * What the agent counts and measures about itself. Names are the reference's, because dashboards
 * know them; every metric exists from the moment it is declared, so nothing appears late and
 * nothing vanishes.
 *
 * <p>Counters and samples are gathered in intervals of ten seconds for {@code /v1/agent/metrics}
 * and as running totals for Prometheus; see {@link io.proconsul.runtime.metrics.Metrics}.
 */
@NullMarked
package io.proconsul.runtime.metrics;

import org.jspecify.annotations.NullMarked;

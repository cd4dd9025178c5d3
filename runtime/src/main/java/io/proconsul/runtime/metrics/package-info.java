/** Counters, gauges and samples, and their JSON and Prometheus forms. */
@NullMarked
package io.proconsul.runtime.metrics;

import org.jspecify.annotations.NullMarked;

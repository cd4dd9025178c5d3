/**
 * Clusters of real processes, ours or the genuine ones, each agent in a network namespace of its
 * own that the test makes and removes. Links are cut without touching the agents.
 */
@NullMarked
package io.proconsul.app.cluster;

import org.jspecify.annotations.NullMarked;

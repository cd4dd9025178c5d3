/**
 * What only the leader does: it lets sessions expire, forgets old tombstones, and keeps the catalog
 * in step with who is in the cluster. Every duty is a plain class on {@code Clock} and {@code
 * Timers} that runs between {@code start} and {@code stop}; what a duty decides becomes a command
 * in the log, because the state itself knows no time.
 */
@NullMarked
package io.proconsul.server.leader;

import org.jspecify.annotations.NullMarked;

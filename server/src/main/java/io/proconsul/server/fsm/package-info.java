/**
 * Between the replicated log and the state: commands into the log, commands out of the log into the
 * state, the state into and out of snapshots.
 */
@NullMarked
package io.proconsul.server.fsm;

import org.jspecify.annotations.NullMarked;

/**
 * What clients of a cluster did and were told, and whether any correct cluster could have told them
 * so. The checkers are pure: they know no clock and no socket, only {@link
 * io.proconsul.sim.history.Operation}s, and {@link io.proconsul.sim.history.HistoryText} keeps
 * those of a failing run as a file that can be checked again.
 */
@NullMarked
package io.proconsul.sim.history;

import org.jspecify.annotations.NullMarked;

/**
 * The replicated state in memory: keys, catalog, sessions and coordinates as one immutable {@link
 * io.proconsul.state.Root}, replaced as a whole for every applied batch of commands.
 *
 * <p>{@link io.proconsul.state.StateStore} is the door: one thread applies commands, any number of
 * threads read the current root through {@link io.proconsul.state.Reads} without locks and wait for
 * changes through its watches. Nothing here knows a clock, chance or a disk; the same commands give
 * the same bytes on every server.
 */
@NullMarked
package io.proconsul.state;

import org.jspecify.annotations.NullMarked;

/** A log that lives in memory, of one server, for development mode and tests. */
@NullMarked
package io.proconsul.raft.memory;

import org.jspecify.annotations.NullMarked;

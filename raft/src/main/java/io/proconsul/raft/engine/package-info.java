/**
 * What every engine needs and none should invent twice: commands that arrive together travel
 * together, a large command travels in pieces, and whatever comes out of the log reaches the state
 * machine in order. Knows nothing about votes, peers or files.
 */
@NullMarked
package io.proconsul.raft.engine;

import org.jspecify.annotations.NullMarked;

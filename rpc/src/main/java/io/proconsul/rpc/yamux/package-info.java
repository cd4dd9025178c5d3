/**
 * Many streams over one connection (wire reference, section 3): the rules of a session as a step
 * function. Frame headers and wishes go in, {@link io.proconsul.rpc.yamux.Effect effects} come out;
 * the bytes of streams, the socket and the clock are the edge's.
 */
@NullMarked
package io.proconsul.rpc.yamux;

import org.jspecify.annotations.NullMarked;

/**
 * Gossip for the rest of the program: a {@link io.proconsul.gossip.Pool} is this agent's membership
 * in one LAN or WAN pool, on real sockets. What is said and believed there is decided in the
 * packages {@code swim} and {@code serf}.
 */
@NullMarked
package io.proconsul.gossip;

import org.jspecify.annotations.NullMarked;

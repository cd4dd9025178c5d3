/**
 * The bytes of gossip: memberlist 0.2.2 packets and streams and the Serf 0.9.4 messages inside
 * them, as records and back. Nothing here knows a clock, a socket or what a message means.
 *
 * <p>Every decoder takes bytes from strangers: it throws {@link
 * io.proconsul.gossip.wire.WireException} and nothing else, and never allocates more than the bytes
 * it was given and the limits in {@link io.proconsul.gossip.wire.WireLimits} allow.
 */
@NullMarked
package io.proconsul.gossip.wire;

import org.jspecify.annotations.NullMarked;

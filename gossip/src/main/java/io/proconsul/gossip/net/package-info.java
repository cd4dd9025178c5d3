/**
 * Gossip on real sockets: UDP and TCP on one port, through Netty. Bytes become messages on the
 * event loops and messages bytes beside them, so that the owner of a pool only thinks.
 */
@NullMarked
package io.proconsul.gossip.net;

import org.jspecify.annotations.NullMarked;

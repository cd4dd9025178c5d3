/** Pools on real sockets, alone and beside genuine Serf agents. */
@NullMarked
package io.proconsul.gossip;

import org.jspecify.annotations.NullMarked;

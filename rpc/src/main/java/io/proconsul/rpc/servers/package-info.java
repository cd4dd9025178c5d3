/**
 * Which servers there are and which to ask (wire reference, sections 6 to 8). Gossip fills the
 * {@link io.proconsul.rpc.servers.ServerBook}; {@link io.proconsul.rpc.servers.RemoteCaller} is how
 * a client agent calls the cluster: it chooses, repeats what may be repeated, and asks once what
 * many want to know.
 */
@NullMarked
package io.proconsul.rpc.servers;

import org.jspecify.annotations.NullMarked;

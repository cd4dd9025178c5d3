/**
 * Port 8300 on sockets (wire reference, sections 1 to 4 and 9): {@link
 * io.proconsul.rpc.net.RpcListener} answers, {@link io.proconsul.rpc.net.ConnectionPool} and {@link
 * io.proconsul.rpc.net.FramePool} ask. What happens on a connection happens on its event loop;
 * nobody waits and no thread is parked.
 */
@NullMarked
package io.proconsul.rpc.net;

import org.jspecify.annotations.NullMarked;

/**
 * A server of the cluster: answers calls, keeps the state in step with the replicated log, and
 * while it leads does what only a leader does.
 *
 * <p>{@link io.proconsul.server.Server} puts the parts together. A call comes in through its {@code
 * Caller}; one place decides whether it runs here, at the leader, or in another datacenter; an
 * endpoint checks it; reads go to the shared queries, writes into the log.
 */
@NullMarked
package io.proconsul.server;

import org.jspecify.annotations.NullMarked;

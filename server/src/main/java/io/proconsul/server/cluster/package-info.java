/**
 * How servers become one cluster and stay one: who begins the log together, who is added to it, who
 * gets a vote, who is taken out, and how well all of them are.
 *
 * <p>What gossip, the log and the servers themselves tell goes in as values, decisions come out;
 * only {@link io.proconsul.server.cluster.Gathering} and {@link
 * io.proconsul.server.cluster.Autopilot} have timers and ask other servers.
 */
@NullMarked
package io.proconsul.server.cluster;

import org.jspecify.annotations.NullMarked;

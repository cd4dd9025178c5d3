/**
 * What Serf 0.9.4 adds to a memberlist pool: leaving on purpose, user events, queries, tags, names
 * that must be unique, members that come back, coordinates and key rotation (wire reference,
 * section 7).
 *
 * <p>{@link io.proconsul.gossip.serf.Serf} is one member without its network: a step function on
 * injected time and chance, owned by one thread.
 */
@NullMarked
package io.proconsul.gossip.serf;

import org.jspecify.annotations.NullMarked;

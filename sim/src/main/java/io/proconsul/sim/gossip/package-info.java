/**
 * Pools of gossip members in one process, on virtual time and a virtual network: the members are
 * the ones that run on sockets, only clock, chance and network are ours. One seed repeats a run.
 */
@NullMarked
package io.proconsul.sim.gossip;

import org.jspecify.annotations.NullMarked;

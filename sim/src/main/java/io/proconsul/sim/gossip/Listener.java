package io.proconsul.sim.gossip;

import io.proconsul.gossip.serf.PoolEvent;

import org.slf4j.event.Level;

/** Watches a world. */
public interface Listener {
    void told(SimMember by, PoolEvent event);

    default void noted(SimMember by, Level level, String text) {}
}

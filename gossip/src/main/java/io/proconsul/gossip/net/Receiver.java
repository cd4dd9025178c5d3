package io.proconsul.gossip.net;

import io.proconsul.gossip.swim.Input;

import org.slf4j.event.Level;

/** Gets what the network brings, on event loops and other threads; must not block. */
public interface Receiver {
    void received(Input input);

    /** Something for the log. Strangers can cause many of them. */
    void note(Level level, String text);
}

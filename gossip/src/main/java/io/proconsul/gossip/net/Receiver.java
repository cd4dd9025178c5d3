package io.proconsul.gossip.net;

import io.proconsul.gossip.swim.Input;
import io.proconsul.gossip.telemetry.Meter;

import org.slf4j.event.Level;

/** Gets what the network brings, on event loops and other threads; must not block. */
public interface Receiver {
    void received(Input input);

    /** Something for the log. Strangers can cause many of them. */
    void note(Level level, String text);

    /** So much went over the network. */
    void measured(Meter meter, double value);
}

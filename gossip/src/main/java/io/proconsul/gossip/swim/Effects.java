package io.proconsul.gossip.swim;

import io.proconsul.gossip.telemetry.Meter;
import io.proconsul.gossip.wire.Address;
import io.proconsul.gossip.wire.Message;
import io.proconsul.gossip.wire.Part;

import org.slf4j.event.Level;

import java.time.Duration;
import java.util.List;

/**
 * What a member wants done. Calls come on the owner's thread, return at once, and may be forgotten
 * as a network forgets: nothing here fails.
 */
public interface Effects {
    /** Sends one datagram with these messages. */
    void send(Address to, List<Part> parts, boolean checksum);

    /**
     * Opens a stream, says {@code message} and reports the answer as an {@link Input}. Ends after
     * {@code timeout} at the latest.
     */
    void open(long exchange, Address to, Message message, Duration timeout);

    /** Answers a stream that another opened, then closes it. */
    void answer(long stream, Message message);

    /** Closes a stream that another opened, without an answer. */
    void hangUp(long stream);

    /** Something for the log. */
    void note(Level level, String text);

    /** Something was counted, measured, or has this value from now on. */
    void measured(Meter meter, double value);
}

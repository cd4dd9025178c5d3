package io.proconsul.gossip.swim;

import io.proconsul.gossip.wire.Address;
import io.proconsul.gossip.wire.Message;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Streams that we opened and that have not ended. */
final class Exchanges {
    /** Most streams open at once; further ones fail at once. */
    static final int MOST = 128;

    private final Core core;
    private final Map<Long, Outcome> open = new HashMap<>();
    private long opened;

    /** How a stream ended; one of the two is called once. */
    interface Outcome {
        void answered(Message answer);

        void failed(String reason);
    }

    Exchanges(Core core) {
        this.core = core;
    }

    void open(Address to, Message message, Duration timeout, Outcome outcome) {
        if (open.size() == MOST) {
            outcome.failed(MOST + " streams are open already");
            return;
        }
        long number = ++opened;
        open.put(number, outcome);
        core.effects.open(number, to, message, timeout);
    }

    void answered(long number, Message answer) {
        Outcome outcome = open.remove(number);
        if (outcome == null) {
            return;
        }
        if (answer instanceof Message.Refusal(String error)) {
            outcome.failed("remote error: " + error);
        } else {
            outcome.answered(answer);
        }
    }

    void failed(long number, String reason) {
        Outcome outcome = open.remove(number);
        if (outcome != null) {
            outcome.failed(reason);
        }
    }
}

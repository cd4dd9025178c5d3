package io.proconsul.runtime.clock;

import java.time.Instant;

/** What time it is. Any thread may ask. Tests and the simulator have clocks of their own. */
public interface Clock {
    /** Nanoseconds since some fixed moment; never goes back. For measuring and for timers. */
    long nanos();

    /** The wall clock. May jump; only for what people read. */
    Instant now();

    /** The machine's clock. */
    static Clock system() {
        return SystemClock.INSTANCE;
    }
}

package io.proconsul.app.faults;

import io.proconsul.sim.history.Action;
import io.proconsul.sim.history.Action.Mode;

import java.io.IOException;
import java.util.SplittableRandom;

/**
 * Counts up a shared key by check-and-set. A value is the count and, to be unique, who counted:
 * {@code 17_3.42}.
 */
final class CounterClient extends Client {
    private static final int KEYS = 2;

    private final String prefix;

    CounterClient(
            int number,
            Connection connection,
            Recorder recorder,
            SplittableRandom random,
            String prefix) {
        super(number, connection, recorder, random);
        this.prefix = prefix;
    }

    @Override
    void step() throws IOException {
        String key = prefix + "counter/" + random.nextInt(KEYS);
        Seen seen = read(key, random.nextBoolean() ? Mode.DEFAULT : Mode.CONSISTENT);
        swap(key, seen, (count(seen.value()) + 1) + "_" + freshValue());
    }

    /** The count that a value stands for. */
    static long count(String value) {
        return value.equals(Action.ABSENT)
                ? 0
                : Long.parseLong(value.substring(0, value.indexOf('_')));
    }
}

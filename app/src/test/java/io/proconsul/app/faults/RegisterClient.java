package io.proconsul.app.faults;

import io.proconsul.sim.history.Action.Mode;

import java.io.IOException;
import java.util.SplittableRandom;

/** Writes, reads in both modes and swaps a few keys that all such clients share. */
final class RegisterClient extends Client {
    private static final int KEYS = 6;

    private final String prefix;

    RegisterClient(
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
        String key = prefix + "register/" + random.nextInt(KEYS);
        switch (random.nextInt(8)) {
            case 0, 1 -> write(key, freshValue());
            case 2 -> swap(key, read(key, Mode.DEFAULT), freshValue());
            case 3, 4, 5 -> read(key, Mode.DEFAULT);
            default -> read(key, Mode.CONSISTENT);
        }
    }
}

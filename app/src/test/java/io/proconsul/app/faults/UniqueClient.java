package io.proconsul.app.faults;

import java.io.IOException;
import java.util.SplittableRandom;

/** Writes one key after the other, each once; the end of the round looks for all of them. */
final class UniqueClient extends Client {
    private final String prefix;

    UniqueClient(
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
        String value = freshValue();
        write(prefix + "unique/" + value, value);
    }
}

package io.proconsul.agent.exec;

import io.proconsul.json.JsonException;
import io.proconsul.json.JsonReader;
import io.proconsul.model.wire.RecordCodec;
import io.proconsul.model.wire.Wire;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/**
 * What is to be run: a script, or words without a shell, or a line for a shell; where several are
 * given the script comes first and the line last, as in 1.8.7.
 *
 * @param quiet how often the asker wants a sign of life
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record JobSpec(
        String command,
        @Nullable List<String> args,
        byte @Nullable [] script,
        @Wire("Wait") Duration quiet) {
    /** For jobs that name none. 1.8.7 sends thousands of signs of life a second to those. */
    private static final Duration STANDARD_WAIT = Duration.ofSeconds(2);

    private static final Duration LEAST_WAIT = Duration.ofMillis(50);
    private static final RecordCodec<JobSpec> CODEC = RecordCodec.of(JobSpec.class);

    /**
     * The job in the value of a key.
     *
     * @throws JsonException when there is none, with Go's text
     */
    static JobSpec read(byte[] value) throws JsonException {
        return CODEC.readJsonLeniently(JsonReader.ofWhole(value));
    }

    /** How long the asker may hear nothing. */
    Duration heartbeat() {
        if (!quiet.isPositive()) {
            return STANDARD_WAIT;
        }
        return quiet.compareTo(LEAST_WAIT) < 0 ? LEAST_WAIT : quiet;
    }

    boolean isScript() {
        return script != null && script.length > 0;
    }

    byte[] scriptBytes() {
        return script == null ? new byte[0] : script;
    }

    /**
     * The program and its arguments.
     *
     * @param line what the shell is given when there are no words
     */
    List<String> words(String shell, String line) {
        return args == null || args.isEmpty() ? List.of(shell, "-c", line) : args;
    }
}

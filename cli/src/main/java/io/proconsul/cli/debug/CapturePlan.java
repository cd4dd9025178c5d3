package io.proconsul.cli.debug;

import io.proconsul.cli.command.CommandException;
import io.proconsul.json.JsonWriter;
import io.proconsul.model.wire.GoDuration;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is captured, for how long and how often.
 *
 * @param output the folder; the archive has its name and an ending
 */
record CapturePlan(
        Duration duration,
        Duration interval,
        String output,
        boolean archive,
        List<Target> targets) {
    private static final Duration MIN_DURATION = Duration.ofSeconds(10);
    private static final Duration MIN_INTERVAL = Duration.ofSeconds(5);
    private static final int FORMAT = 1;

    CapturePlan {
        targets = List.copyOf(targets);
    }

    /**
     * Refuses times that make no sense. The bound named for the interval is that of the duration,
     * as the original has it.
     */
    static void checkTimes(Duration duration, Duration interval) throws CommandException {
        if (duration.compareTo(MIN_DURATION) < 0) {
            throw refused("duration must be longer than " + GoDuration.format(MIN_DURATION));
        }
        if (interval.compareTo(MIN_INTERVAL) < 0) {
            throw refused("interval must be longer than " + GoDuration.format(MIN_DURATION));
        }
        if (duration.compareTo(interval) < 0) {
            throw refused(
                    "duration ("
                            + GoDuration.format(duration)
                            + ") must be longer than interval ("
                            + GoDuration.format(interval)
                            + ")");
        }
    }

    static CommandException refused(String reason) {
        return new CommandException("==> Capture validation failed: " + reason);
    }

    boolean has(Target target) {
        return targets.contains(target);
    }

    boolean isDynamic() {
        return targets.stream().anyMatch(Target::isDynamic);
    }

    String outputName() {
        return archive ? output + ".tar.gz" : output;
    }

    String targetNames() {
        return targets.stream().map(Target::word).collect(Collectors.joining(", "));
    }

    /** The description that stands beside what was captured. */
    String index(String agentVersion) {
        var json = JsonWriter.indented("\t").beginObject().name("Version").number(FORMAT);
        json.name("AgentVersion").string(agentVersion);
        json.name("Interval").string(GoDuration.format(interval));
        json.name("Duration").string(GoDuration.format(duration));
        json.name("Targets").beginArray();
        targets.forEach(target -> json.string(target.word()));
        return json.endArray().endObject().toString();
    }
}

package io.proconsul.cli.debug;

import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiRequest;
import io.proconsul.cli.command.Terminal;
import io.proconsul.cli.machine.Machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * Captures what does not change once, and the rest in rounds. What takes a whole interval, logs and
 * profiles, is written beside this thread and is closed before the round ends, so that no file
 * grows while it is packed. What cannot be had is told and left out.
 */
final class Capture {
    private static final DateTimeFormatter NANOS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSSSS '+0000 UTC'")
                    .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss '+0000 UTC'").withZone(ZoneOffset.UTC);

    private final Terminal terminal;
    private final Machine machine;
    private final Collector collector;
    private final CapturePlan plan;
    private final Path folder;

    Capture(Terminal terminal, Collector collector, CapturePlan plan) {
        this.terminal = terminal;
        this.machine = terminal.machine();
        this.collector = collector;
        this.plan = plan;
        folder = Path.of(plan.output());
    }

    /** Something that can fail for its own reasons. */
    private interface Step {
        void run() throws ApiException, IOException;
    }

    private void attempt(String what, Step step) {
        try {
            step.run();
        } catch (ApiException | IOException failure) {
            if (!Thread.currentThread().isInterrupted()) {
                terminal.error("==> Capture error: " + what + ": " + failure.getMessage());
                terminal.err().flush();
            }
        }
    }

    /** What does not change while we look. */
    void once() {
        if (plan.has(Target.HOST)) {
            one("host", ApiRequest.get("/v1/agent/host"));
        }
        if (plan.has(Target.AGENT)) {
            one("agent", ApiRequest.get("/v1/agent/self"));
        }
        if (plan.has(Target.CLUSTER)) {
            one("cluster", ApiRequest.get("/v1/agent/members").with("wan", "1"));
        }
    }

    private void one(String name, ApiRequest request) {
        attempt(name, () -> collector.json(request, folder.resolve(name + ".json")));
    }

    /** Rounds until the time is over. */
    void inRounds() throws InterruptedException {
        terminal.output(
                "==> Beginning capture interval " + NANOS.format(machine.clock().now()) + " (0)");
        long end = machine.clock().nanos() + plan.duration().toNanos();
        for (int round = 1; machine.clock().nanos() < end; round++) {
            Duration left = Duration.ofNanos(end - machine.clock().nanos());
            round(round, left.compareTo(plan.interval()) < 0 ? left : plan.interval());
        }
    }

    private void round(int number, Duration length) throws InterruptedException {
        Path place = folder.resolve(Long.toString(machine.clock().now().getEpochSecond()));
        attempt("folder " + place, () -> Files.createDirectories(place));
        List<Thread> beside = new ArrayList<>();
        if (plan.has(Target.LOGS)) {
            beside.add(beside("logs", () -> collector.log(place.resolve("consul.log"))));
        }
        if (plan.has(Target.PPROF)) {
            profiles(place, length, beside);
        }
        if (plan.has(Target.METRICS)) {
            attempt(
                    "metrics",
                    () ->
                            collector.json(
                                    ApiRequest.get("/v1/agent/metrics"),
                                    place.resolve("metrics.json")));
        }
        terminal.output(
                "==> Capture successful "
                        + SECONDS.format(machine.clock().now())
                        + " ("
                        + number
                        + ")");
        terminal.out().flush();
        try {
            machine.pause(length);
        } finally {
            end(beside);
        }
    }

    private void profiles(Path place, Duration length, List<Thread> beside) {
        beside.add(
                beside(
                        "profile",
                        () -> collector.profile("profile", length, place.resolve("profile.prof"))));
        beside.add(
                beside(
                        "trace",
                        () -> collector.profile("trace", length, place.resolve("trace.out"))));
        attempt("heap", () -> collector.profile("heap", place.resolve("heap.prof")));
        attempt("goroutine", () -> collector.profile("goroutine", place.resolve("goroutine.prof")));
    }

    private Thread beside(String what, Step step) {
        return machine.beside(() -> attempt(what, step));
    }

    private static void end(List<Thread> threads) throws InterruptedException {
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            thread.join();
        }
    }
}

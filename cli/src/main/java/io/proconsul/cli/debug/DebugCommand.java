package io.proconsul.cli.debug;

import io.proconsul.cli.client.AgentClient;
import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiFlags;
import io.proconsul.cli.client.ApiRequest;
import io.proconsul.cli.client.JsonAnswer;
import io.proconsul.cli.command.Command;
import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.Terminal;
import io.proconsul.config.flag.DurationFlag;
import io.proconsul.config.flag.ListFlag;
import io.proconsul.config.flag.SwitchFlag;
import io.proconsul.config.flag.TextFlag;
import io.proconsul.model.wire.GoDuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** {@code debug}: an archive of what the agent tells of itself over some time. */
public final class DebugCommand extends Command {
    private final ApiFlags api = ApiFlags.client(flags);
    private final SwitchFlag archive =
            flags.toggle("archive", true, "Pack the folder into a .tar.gz and remove it.");
    private final ListFlag capture =
            flags.list(
                    "capture",
                    "What to capture: metrics, logs, pprof, host, agent or cluster; all without it."
                            + " Several are allowed.");
    private final DurationFlag duration =
            flags.duration("duration", Duration.ofMinutes(2), "For how long.");
    private final DurationFlag interval =
            flags.duration(
                    "interval", Duration.ofSeconds(30), "How often what changes is captured.");
    private final TextFlag output;

    public DebugCommand(Terminal terminal) {
        super(terminal);
        long seconds = terminal.machine().clock().now().getEpochSecond();
        output =
                flags.text(
                        "output",
                        "consul-debug-" + seconds,
                        "The folder, and the name of the archive without its ending.");
    }

    @Override
    protected String usage() {
        return """
        Usage: consul debug [options]

          Gathers what helps to understand an agent in trouble: metrics and logs over
          some time, its configuration, its host, its cluster. Look through the
          archive before you hand it to others:

              $ consul debug -duration=1m -interval=10s
        """;
    }

    @Override
    protected int run(List<String> arguments) throws CommandException {
        if (!arguments.isEmpty()) {
            throw misused("==> debug: Too many arguments provided, expected 0");
        }
        CapturePlan.checkTimes(duration.value(), interval.value());
        AgentClient agent = api.connect(terminal);
        JsonAnswer self = self(agent);
        String version = self.member("Config").text("Version");
        CapturePlan plan = plan(self);
        Path folder = create(plan);
        announce(plan, version);
        capture(agent, plan);
        finish(plan, folder, version);
        return 0;
    }

    private static JsonAnswer self(AgentClient agent) throws CommandException {
        try {
            return JsonAnswer.of(agent.call(ApiRequest.get("/v1/agent/self")));
        } catch (ApiException failure) {
            throw CapturePlan.refused(
                    "error querying target agent: "
                            + failure.getMessage()
                            + ". verify connectivity and agent address");
        }
    }

    private CapturePlan plan(JsonAnswer self) throws CommandException {
        List<Target> targets = new ArrayList<>();
        for (String word : capture.values()) {
            Target target = Target.named(word);
            if (target == null) {
                throw CapturePlan.refused("target not found: " + word);
            }
            targets.add(target);
        }
        if (targets.isEmpty()) {
            targets.addAll(List.of(Target.values()));
        }
        boolean profiles = self.member("DebugConfig").isTrue("EnableDebug");
        if (!profiles && targets.remove(Target.PPROF)) {
            terminal.error(
                    "==> [WARN] Unable to capture pprof. Set enable_debug to true on target agent"
                            + " to enable profiling.");
        }
        return new CapturePlan(
                duration.value(), interval.value(), output.value(), archive.value(), targets);
    }

    private static Path create(CapturePlan plan) throws CommandException {
        Path folder = Path.of(plan.output());
        if (Files.exists(folder)) {
            throw CapturePlan.refused("output directory already exists: " + plan.output());
        }
        try {
            return Files.createDirectories(folder);
        } catch (IOException failure) {
            throw CapturePlan.refused("could not create output directory: " + failure.getMessage());
        }
    }

    private void announce(CapturePlan plan, String version) {
        terminal.output("==> Starting debugger and capturing static information...");
        terminal.output("     Agent Version: '" + version + "'");
        terminal.output("          Interval: '" + GoDuration.format(plan.interval()) + "'");
        terminal.output("          Duration: '" + GoDuration.format(plan.duration()) + "'");
        terminal.output("            Output: '" + plan.outputName() + "'");
        terminal.output("           Capture: '" + plan.targetNames() + "'");
        terminal.out().flush();
    }

    /** A signal ends the capture early; what there is by then is kept. */
    private void capture(AgentClient agent, CapturePlan plan) {
        Thread here = Thread.currentThread();
        terminal.machine()
                .onSignal(signal -> {
                    if (signal.asksToEnd()) {
                        here.interrupt();
                    }
                });
        var capturing = new Capture(terminal, new Collector(agent), plan);
        capturing.once();
        if (plan.isDynamic()) {
            try {
                capturing.inRounds();
            } catch (InterruptedException enough) {
                // the rest goes on without the flag
            }
        }
    }

    private void finish(CapturePlan plan, Path folder, String version) throws CommandException {
        try {
            Files.writeString(folder.resolve("index.json"), plan.index(version));
            if (plan.archive()) {
                TarGz.pack(folder, Path.of(plan.outputName()));
                remove(folder);
            }
        } catch (IOException failure) {
            throw new CommandException("==> Archive creation failed: " + failure.getMessage());
        }
        terminal.output("    Saved debug archive: " + plan.outputName());
    }

    private static void remove(Path folder) throws IOException {
        List<Path> paths;
        try (Stream<Path> all = Files.walk(folder)) {
            paths = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }
}

package io.proconsul.cli.exec;

import io.proconsul.cli.client.AgentClient;
import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiRequest;
import io.proconsul.cli.client.JsonAnswer;
import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.Terminal;
import io.proconsul.cli.event.Audience;
import io.proconsul.cli.machine.Machine;
import io.proconsul.json.JsonWriter;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One command on many nodes, from its upload to the removal of all its keys. */
final class ExecRun {
    private static final String EVENT = "_rexec";

    private final Terminal terminal;
    private final Machine machine;
    private final AgentClient agent;
    private final Rendezvous place;
    private final String prefix;
    private final Job job;
    private final boolean verbose;

    /** What came and was not printed yet: as much as nodes write between two prints. */
    private final BlockingQueue<News> news = new LinkedBlockingQueue<>();

    /**
     * @param report null when there will be no more
     * @param failure why not; empty: somebody wants to end it
     */
    private record News(@Nullable Report report, String failure) {}

    ExecRun(Terminal terminal, Rendezvous place, String prefix, Job job, boolean verbose) {
        this.terminal = terminal;
        this.machine = terminal.machine();
        this.agent = place.agent();
        this.place = place;
        this.prefix = prefix;
        this.job = job;
        this.verbose = verbose;
    }

    /** Returns the exit status. */
    int run(Audience audience, Duration replication) throws CommandException, InterruptedException {
        long start = machine.clock().nanos();
        machine.onSignal(signal -> {
            if (signal.asksToEnd()) {
                news.add(new News(null, ""));
            }
        });
        try (var session = place.session()) {
            say("Created remote execution session: " + session.id());
            try {
                upload();
                machine.pause(replication);
                fire(audience);
                return collect(start);
            } finally {
                clear();
            }
        }
    }

    private void say(String text) {
        if (verbose) {
            terminal.output(text);
            terminal.out().flush();
        }
    }

    private String folder() {
        return prefix + "/" + place.session().id() + "/";
    }

    private void upload() throws CommandException {
        ApiRequest request =
                ApiRequest.put("/v1/kv/" + ApiRequest.escapePath(folder() + "job"))
                        .with("acquire", place.session().id())
                        .body(job.json());
        try {
            if (!agent.call(request).text().contains("true")) {
                throw new CommandException(
                        "Failed to create job file: failed to acquire lock on job file");
            }
        } catch (ApiException failure) {
            throw new CommandException("Failed to create job file: " + failure.getMessage());
        }
        say("Uploaded remote execution spec");
    }

    private void fire(Audience audience) throws CommandException {
        var payload = new JsonWriter().beginObject();
        payload.name("Prefix").string(prefix).name("Session").string(place.session().id());
        byte[] bytes = payload.endObject().toString().getBytes(StandardCharsets.UTF_8);
        try {
            String id = JsonAnswer.of(agent.call(audience.fire(EVENT, bytes))).text("ID");
            say("Fired remote execution event: " + id);
        } catch (ApiException failure) {
            throw new CommandException("Failed to fire event: " + failure.getMessage());
        }
    }

    private int collect(long start) throws CommandException, InterruptedException {
        Thread reading = machine.beside(this::read);
        var tally = new Tally(job.quiet(), verbose);
        try {
            while (true) {
                News next = news.poll(tally.patience().toNanos(), TimeUnit.NANOSECONDS);
                if (next == null) {
                    return finish(tally, start);
                }
                if (next.report() == null) {
                    throw new CommandException(
                            next.failure().isEmpty() ? "Interrupted" : next.failure());
                }
                terminal.out().print(tally.take(next.report()));
                terminal.out().flush();
            }
        } finally {
            reading.interrupt();
        }
    }

    private int finish(Tally tally, long start) {
        terminal.output(tally.summary());
        double seconds = (machine.clock().nanos() - start) / 1e9;
        say(String.format(Locale.ROOT, "Completed in %.2f seconds", seconds));
        return tally.status();
    }

    private void read() {
        var reader =
                new ReportReader(
                        agent, folder(), job.quiet(), report -> news.add(new News(report, "")));
        try {
            while (!Thread.currentThread().isInterrupted()) {
                reader.once();
            }
        } catch (ApiException failure) {
            if (!Thread.currentThread().isInterrupted()) {
                news.add(new News(null, "Failed to read results: " + failure.getMessage()));
            }
        }
    }

    private void clear() {
        try {
            String all = folder().substring(0, folder().length() - 1);
            agent.call(
                    ApiRequest.delete("/v1/kv/" + ApiRequest.escapePath(all)).with("recurse", ""));
        } catch (ApiException failure) {
            terminal.error("Failed to destroy job data: " + failure.getMessage());
        }
    }
}

package io.proconsul.app;

import io.proconsul.agent.service.AgentRefusal;
import io.proconsul.config.AgentConfig;
import io.proconsul.config.ConfigException;
import io.proconsul.runtime.log.LogLevel;
import io.proconsul.runtime.log.Logging;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One agent's life as a process: starts its parts, hears signals and requests to leave, stops
 * (configuration reference, section 9). What asks for something is put into a queue; one thread
 * does it.
 */
final class AgentProcess {
    private static final Logger LOG = LoggerFactory.getLogger("agent");

    /** How long saying goodbye may take. */
    private static final Duration LEAVE_TIMEOUT = Duration.ofSeconds(15);

    /** More wishes than an operator sends before the first is granted; later ones are dropped. */
    private static final int MAX_WISHES = 16;

    private final Logging logging;
    private final PrintStream out;
    private final BlockingQueue<Runnable> wishes = new ArrayBlockingQueue<>(MAX_WISHES);
    private final Assembly assembly;
    private final AgentConfig started;
    private Configuration configuration;
    private int exitStatus = -1;

    AgentProcess(Configuration configuration, Logging logging, PrintStream out) {
        this.configuration = configuration;
        this.started = configuration.loaded().config();
        this.logging = logging;
        this.out = out;
        this.assembly =
                new Assembly(configuration.plan(), why -> wishes.offer(() -> exitStatus = 1));
    }

    /** Runs to the end; returns the exit status. */
    int run() {
        configuration.loaded().warnings().forEach(LOG::warn);
        Signals.listen(wish -> wishes.offer(() -> grant(wish)));
        try {
            StartRules.checkProtocols(started);
            assembly.start(new ProcessOperations(this, assembly, configuration), logging::listen);
            writePidFile();
        } catch (IOException | AgentRefusal failure) {
            LOG.atError().addKeyValue("error", failure.getMessage()).log("Error starting agent");
            return ended(1);
        }
        if (joinedAtStart()) {
            serveWishes();
        }
        LOG.info("Requesting shutdown");
        assembly.close();
        LOG.info("shutdown complete");
        removePidFile();
        return ended(exitStatus);
    }

    /** Joins whom the configuration names for the start; the agent counts as running then. */
    private boolean joinedAtStart() {
        if (assembly.gossip().joinsAtStart()) {
            headline("Joining cluster...");
            if (!assembly.gossip().startJoins()) {
                exitStatus = 1;
                return false;
            }
        }
        headline("Consul agent running!");
        return true;
    }

    private void headline(String text) {
        if (!started.log().json()) {
            out.println("==> " + text);
            out.flush();
        }
    }

    private static int ended(int status) {
        LOG.atInfo().addKeyValue("code", status).log("Exit code");
        return status;
    }

    private void serveWishes() {
        try {
            while (exitStatus < 0) {
                wishes.take().run();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            exitStatus = 1;
        }
    }

    private void grant(Signals.Wish wish) {
        LOG.atInfo().addKeyValue("signal", wish.word()).log("Caught");
        switch (wish) {
            case RELOAD -> reload();
            case INTERRUPT -> stop(!started.node().skipLeaveOnInterrupt());
            case TERMINATE -> stop(started.node().leaveOnTerminate());
        }
    }

    private void stop(boolean graceful) {
        if (!graceful) {
            LOG.info("Graceful shutdown disabled. Exiting");
            exitStatus = 1;
            return;
        }
        LOG.info("Gracefully shutting down agent...");
        exitStatus = await(assembly.role().leave()) ? 0 : 1;
        if (exitStatus == 0) {
            LOG.info("Graceful exit completed");
        }
    }

    /** Waits for the goodbye, but not for ever, and not when told a second time. */
    private boolean await(CompletableFuture<Void> leave) {
        try {
            leave.get(LEAVE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException late) {
            LOG.error("Timeout on graceful leave. Exiting");
        } catch (ExecutionException failure) {
            LOG.atError().addKeyValue("error", failure.getCause()).log("Error on leave");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** Somebody asked over HTTP: says goodbye, then ends. */
    CompletableFuture<Void> leave() {
        return assembly.role()
                .leave()
                .whenComplete((done, failure) ->
                        wishes.offer(() -> exitStatus = failure == null ? 0 : 1));
    }

    /** Reads the configuration again and takes over what may change. */
    CompletableFuture<Void> reloadSoon() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        boolean taken =
                wishes.offer(() -> {
                    try {
                        takeOver(configuration.again());
                        done.complete(null);
                    } catch (ConfigException | AgentRefusal failure) {
                        done.completeExceptionally(failure);
                    }
                });
        return taken
                ? done
                : CompletableFuture.failedFuture(
                        new IOException(
                                "more than "
                                        + MAX_WISHES
                                        + " requests wait for the agent already"));
    }

    private void reload() {
        LOG.info("Reloading configuration...");
        try {
            takeOver(configuration.again());
        } catch (ConfigException | AgentRefusal failure) {
            LOG.atError().addKeyValue("error", failure.getMessage()).log("Reload config failed");
        }
    }

    private void takeOver(Configuration fresh) {
        Planning planning = fresh.planning();
        AgentConfig config = fresh.loaded().config();
        assembly.reload(
                planning.definitions(),
                planning.meta(),
                config.checkRules().discardOutput(),
                planning.dns(),
                config.watches());
        LogLevel.named(config.log().level())
                .ifPresentOrElse(
                        logging::level,
                        () ->
                                LOG.atWarn()
                                        .addKeyValue("level", config.log().level())
                                        .log("Invalid log level in new configuration"));
        configuration = fresh;
        LOG.atDebug()
                .addKeyValue("level", config.log().level())
                .addKeyValue("services", planning.definitions().services().size())
                .addKeyValue("checks", planning.definitions().checks().size())
                .log("Configuration reloaded");
    }

    private void writePidFile() throws IOException {
        String file = started.node().pidFile();
        if (!file.isEmpty()) {
            Files.writeString(
                    Path.of(file),
                    Long.toString(ProcessHandle.current().pid()),
                    StandardCharsets.US_ASCII);
        }
    }

    private void removePidFile() {
        String file = started.node().pidFile();
        if (!file.isEmpty()) {
            try {
                Files.deleteIfExists(Path.of(file));
            } catch (IOException failure) {
                LOG.atWarn()
                        .addKeyValue("error", failure.getMessage())
                        .log("pid file cannot be removed");
            }
        }
    }
}

package io.proconsul.app;

import io.proconsul.agent.node.NodeIdFile;
import io.proconsul.config.AgentConfig;
import io.proconsul.config.AgentFlags;
import io.proconsul.config.ConfigException;
import io.proconsul.config.ConfigInput;
import io.proconsul.config.ConfigLoader;
import io.proconsul.config.ConfigLoader.Loaded;
import io.proconsul.config.Endpoint;
import io.proconsul.config.LogConfig;
import io.proconsul.config.Machine;
import io.proconsul.config.address.Ip;
import io.proconsul.config.flag.FlagException;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.disk.Disk;
import io.proconsul.runtime.log.LogLevel;
import io.proconsul.runtime.log.LogSettings;
import io.proconsul.runtime.log.Logging;
import io.proconsul.runtime.random.Chance;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * From the command line to a running agent: flags, configuration, log, data folder, banner
 * (configuration reference, section 8). What fails before the banner is one line on standard error
 * and status 1.
 */
final class StartUp {
    private static final Duration DEFAULT_LOG_AGE = Duration.ofDays(1);

    private final PrintStream out;
    private final PrintStream err;

    StartUp(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs an agent to its end; returns the exit status. */
    int run(List<String> words) {
        var flags = new AgentFlags();
        try {
            List<String> arguments = flags.parse(words);
            if (!arguments.isEmpty()) {
                throw new StartUpException(
                        "Unexpected extra arguments: [" + String.join(" ", arguments) + "]");
            }
            return start(flags.input());
        } catch (FlagException wrong) {
            return wrongFlag(flags, wrong);
        } catch (ConfigException wrong) {
            err.println("==> " + wrong.report());
        } catch (StartUpException failure) {
            err.println("==> " + failure.getMessage());
        }
        return 1;
    }

    private int wrongFlag(AgentFlags flags, FlagException wrong) {
        if (wrong.help()) {
            out.println(flags.help());
            return 0;
        }
        err.println(wrong.getMessage());
        err.print(flags.usage());
        err.println("==> error parsing flags: " + wrong.getMessage());
        return 1;
    }

    private int start(ConfigInput input) throws ConfigException, StartUpException {
        var loader = new ConfigLoader(Machine.system());
        Loaded loaded = loader.load(input);
        AgentConfig config = loaded.config();
        requireGossip(config);
        LogSettings log = logSettings(config.log());
        try (DataFolder folder = dataFolder(config);
                Logging logging = Logging.start(log, out, Clock.system())) {
            String nodeId = nodeId(config, folder);
            StartRules.checkTls(config);
            if (!log.json()) {
                out.println(banner(config, nodeId).text());
            }
            var process =
                    new AgentProcess(
                            new Configuration(loader, input, loaded, nodeId), logging, out);
            return process.run();
        } catch (IOException failure) {
            throw new StartUpException(
                    failure.getMessage() == null ? failure.toString() : failure.getMessage());
        }
    }

    /** The reference accepts the configuration and crashes. */
    private static void requireGossip(AgentConfig config) throws StartUpException {
        if (config.addresses().serfBindLan() == null) {
            throw new StartUpException(
                    "ports.serf_lan is "
                            + config.ports().serfLan()
                            + ", but an agent cannot be without LAN gossip. Give it a port; the"
                            + " default is 8301");
        }
    }

    private static LogSettings logSettings(LogConfig log) throws StartUpException {
        if (log.syslog()) {
            throw new StartUpException(
                    "enable_syslog is not supported: log to standard output or to log_file, and let"
                            + " systemd or a log shipper pass it on");
        }
        LogLevel level =
                LogLevel.named(log.level())
                        .orElseThrow(() ->
                                new StartUpException(
                                        "Invalid log level: "
                                                + log.level()
                                                + ". Valid log levels are: [TRACE DEBUG INFO WARN"
                                                + " ERR ERROR]"));
        return new LogSettings(level, log.json(), rotation(log));
    }

    private static LogSettings.@Nullable Rotation rotation(LogConfig log) {
        if (log.file().isEmpty()) {
            return null;
        }
        Duration age = log.rotateDuration().isZero() ? DEFAULT_LOG_AGE : log.rotateDuration();
        return new LogSettings.Rotation(log.file(), log.rotateBytes(), age, log.rotateMaxFiles());
    }

    /** The folder, taken; null for an agent that keeps everything in memory. */
    private static @Nullable DataFolder dataFolder(AgentConfig config) throws StartUpException {
        String path = config.node().dataDir();
        if (path.isEmpty()) {
            return null;
        }
        try {
            return DataFolder.take(Path.of(path));
        } catch (IOException failure) {
            throw new StartUpException(String.valueOf(failure.getMessage()));
        }
    }

    private static String nodeId(AgentConfig config, @Nullable DataFolder folder)
            throws StartUpException {
        var file =
                new NodeIdFile(
                        Disk.system(), folder == null ? null : folder.path(), Chance.secure());
        try {
            return file.obtain(config.node().id());
        } catch (IOException | NodeIdFile.InvalidNodeIdException failure) {
            throw new StartUpException("failed to setup node ID: " + failure.getMessage());
        }
    }

    private static Banner banner(AgentConfig config, String nodeId) {
        String clients =
                config.addresses().clients().stream()
                        .map(Ip::text)
                        .collect(Collectors.joining(" "));
        Endpoint.Tcp cluster = config.addresses().serfAdvertiseLan();
        return new Banner(
                nodeId,
                config.node().name(),
                config.node().datacenter(),
                config.node().server(),
                config.raft().bootstrap(),
                clients,
                Ip.text(cluster.ip()),
                new Banner.Ports(
                        config.ports().http(),
                        config.ports().https(),
                        config.ports().grpc(),
                        config.ports().dns(),
                        config.ports().serfLan(),
                        config.ports().serfWan()),
                new Banner.Encryption(
                        !config.gossip().encryptKey().isEmpty(),
                        config.tls().verifyOutgoing(),
                        config.tls().verifyIncoming(),
                        config.autoEncrypt().tls() || config.autoEncrypt().allowTls()));
    }
}

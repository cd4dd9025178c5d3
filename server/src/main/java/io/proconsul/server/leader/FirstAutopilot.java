package io.proconsul.server.leader;

import io.proconsul.model.command.Command;
import io.proconsul.model.operator.AutopilotConfig;
import io.proconsul.model.operator.AutopilotSetRequest;
import io.proconsul.model.query.WriteOptions;
import io.proconsul.server.fsm.CommandLog;
import io.proconsul.state.Root;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.function.Supplier;

/**
 * Puts the autopilot's configuration into the state when there is none yet: the first leader's,
 * from its configuration file, holds until an operator changes it.
 */
public final class FirstAutopilot {
    private static final Logger LOG = LoggerFactory.getLogger("agent.server.autopilot");

    private final String datacenter;
    private final AutopilotConfig config;
    private final Supplier<Root> state;
    private final CommandLog log;

    public FirstAutopilot(
            String datacenter, AutopilotConfig config, Supplier<Root> state, CommandLog log) {
        this.datacenter = datacenter;
        this.config = config;
        this.state = state;
        this.log = log;
    }

    /** This server leads now. */
    public void start() {
        if (state.get().autopilot() == null) {
            var first = new AutopilotSetRequest(datacenter, config, false, WriteOptions.NONE);
            var _ =
                    log.propose(new Command.Autopilot(first))
                            .whenComplete((done, failure) -> told(failure));
        }
    }

    private static void told(@Nullable Throwable failure) {
        if (failure != null) {
            LOG.error("failed to initialize config: error=\"{}\"", failure.getMessage());
        }
    }
}

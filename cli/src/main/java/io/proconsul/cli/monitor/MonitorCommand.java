package io.proconsul.cli.monitor;

import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiFlags;
import io.proconsul.cli.client.ApiRequest;
import io.proconsul.cli.client.StreamedResponse;
import io.proconsul.cli.command.Command;
import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.Terminal;
import io.proconsul.config.flag.SwitchFlag;
import io.proconsul.config.flag.TextFlag;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code monitor}: prints what the agent logs until somebody has seen enough. */
public final class MonitorCommand extends Command {
    private final ApiFlags api = ApiFlags.client(flags);
    private final SwitchFlag logJson =
            flags.toggle("log-json", false, "Each line is an object of JSON.");
    private final TextFlag logLevel =
            flags.text(
                    "log-level",
                    "INFO",
                    "The least important lines wanted; may be more than the agent writes itself.");

    public MonitorCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected String usage() {
        return """
        Usage: consul monitor [options]

          Prints the log of the running agent as it is written, until it is
          interrupted:

              $ consul monitor -log-level=debug
        """;
    }

    @Override
    protected int run(List<String> arguments) throws CommandException {
        ApiRequest request = ApiRequest.get("/v1/agent/monitor").with("loglevel", logLevel.value());
        if (logJson.value()) {
            request.with("logjson", "true");
        }
        terminal.machine()
                .onSignal(signal -> {
                    if (signal.asksToEnd()) {
                        terminal.machine().exit(0);
                    }
                });
        try (StreamedResponse log = api.connect(terminal).callStreaming(request)) {
            print(log);
        } catch (ApiException | IOException failure) {
            throw new CommandException(
                    "Error starting "
                            + (logJson.value() ? "JSON " : "")
                            + "monitor: "
                            + failure.getMessage());
        }
        terminal.output(
                "\nRemote side ended the monitor! This usually means that the\n"
                        + "remote side has exited or crashed.");
        return 1;
    }

    private void print(StreamedResponse log) {
        var reader = new BufferedReader(new InputStreamReader(log.body(), StandardCharsets.UTF_8));
        try {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                terminal.output(line);
                terminal.out().flush();
            }
        } catch (IOException ended) {
            // told below, however it ended
        }
    }
}

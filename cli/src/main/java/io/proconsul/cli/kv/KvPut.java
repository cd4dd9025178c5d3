package io.proconsul.cli.kv;

import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiFlags;
import io.proconsul.cli.client.ApiRequest;
import io.proconsul.cli.command.Command;
import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.DataArgument;
import io.proconsul.cli.command.Terminal;
import io.proconsul.config.flag.SwitchFlag;
import io.proconsul.config.flag.TextFlag;
import io.proconsul.config.flag.UnsignedFlag;

import java.util.List;

/** {@code kv put}: writes a key, on conditions if wanted. */
public final class KvPut extends Command {
    private final ApiFlags api = ApiFlags.namespaced(flags);
    private final SwitchFlag acquire =
            flags.toggle(
                    "acquire",
                    false,
                    "Lock the key for the session; without one nothing is written.");
    private final SwitchFlag base64 =
            flags.toggle("base64", false, "The data is Base64 of what shall be written.");
    private final SwitchFlag cas =
            flags.toggle("cas", false, "Write only if the key still is at -modify-index.");
    private final UnsignedFlag clientFlags =
            flags.unsigned("flags", 0, "A number of your own, kept with the key.");
    private final UnsignedFlag modifyIndex =
            flags.unsigned("modify-index", 0, "The index the key was at when you read it.");
    private final SwitchFlag release =
            flags.toggle("release", false, "Give up the session's lock on the key.");
    private final TextFlag session =
            flags.text("session", "", "The id of the session that locks or releases.");

    public KvPut(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected String usage() {
        return """
        Usage: consul kv put [options] KEY [DATA]

          Writes a key. The data is the second argument, the content of a file, or
          what comes on standard input:

              $ consul kv put app/colour blue
              $ consul kv put app/config @config.json
              $ cat config.json | consul kv put app/config -

          Only if nobody changed it since index 844:

              $ consul kv put -cas -modify-index=844 app/colour red
        """;
    }

    @Override
    protected int run(List<String> arguments) throws CommandException {
        String key = key(arguments);
        byte[] data = data(arguments.size() > 1 ? arguments.get(1) : "");
        check();
        if (key.startsWith("/")) {
            throw new CommandException(
                    "Error! Failed writing data: Invalid key. Key must not begin with a '/': "
                            + key);
        }
        KvClient kv = new KvClient(api.connect(terminal));
        try {
            boolean done = kv.change(request(key).body(data));
            return report(key, done);
        } catch (ApiException failure) {
            throw new CommandException("Error! Failed writing data: " + failure.getMessage());
        }
    }

    private static String key(List<String> arguments) throws CommandException {
        if (arguments.isEmpty() || arguments.getFirst().isEmpty()) {
            throw new CommandException("Error! Missing KEY argument");
        }
        if (arguments.size() > 2) {
            throw new CommandException(
                    "Error! Too many arguments (expected 1 or 2, got " + arguments.size() + ")");
        }
        return arguments.getFirst();
    }

    /**
     * Bad Base64 is told, and what could be decoded is written all the same, as the original does.
     */
    private byte[] data(String argument) throws CommandException {
        byte[] data = DataArgument.read(argument, terminal);
        if (!base64.value()) {
            return data;
        }
        Base64Input decoded = Base64Input.decode(data);
        decoded.error()
                .ifPresent(error -> terminal.error("Error! Cannot base 64 decode data: " + error));
        return decoded.bytes();
    }

    private void check() throws CommandException {
        if (session.value().isEmpty() && (acquire.value() || release.value())) {
            throw new CommandException(
                    "Error! Missing -session (required with -acquire and -release)");
        }
        if (cas.value() && modifyIndex.value() == 0) {
            throw new CommandException("Must specify -modify-index with -cas!");
        }
    }

    private ApiRequest request(String key) {
        ApiRequest request = ApiRequest.put(KvClient.path(key));
        if (clientFlags.value() != 0) {
            request.with("flags", Long.toUnsignedString(clientFlags.value()));
        }
        if (cas.value()) {
            request.with("cas", Long.toUnsignedString(modifyIndex.value()));
        } else if (acquire.value()) {
            request.with("acquire", session.value());
        } else if (release.value()) {
            request.with("release", session.value());
        }
        return request;
    }

    private int report(String key, boolean done) throws CommandException {
        if (cas.value() && !done) {
            throw new CommandException("Error! Did not write to " + key + ": CAS failed");
        }
        if (acquire.value() && !cas.value()) {
            return reportLock(
                    done, "Success! Lock acquired on: " + key, "Error! Did not acquire lock");
        }
        if (release.value() && !cas.value()) {
            return reportLock(
                    done, "Success! Lock released on: " + key, "Error! Did not release lock");
        }
        terminal.output("Success! Data written to: " + key);
        return 0;
    }

    private int reportLock(boolean done, String success, String refusal) throws CommandException {
        if (!done) {
            throw new CommandException(refusal);
        }
        terminal.output(success);
        return 0;
    }
}

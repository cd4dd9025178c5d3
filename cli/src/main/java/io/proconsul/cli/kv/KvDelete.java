package io.proconsul.cli.kv;

import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiFlags;
import io.proconsul.cli.client.ApiRequest;
import io.proconsul.cli.command.Command;
import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.Terminal;
import io.proconsul.config.flag.SwitchFlag;
import io.proconsul.config.flag.UnsignedFlag;

import java.util.List;

/** {@code kv delete}: deletes a key or everything below a prefix. */
public final class KvDelete extends Command {
    private final ApiFlags api = ApiFlags.namespaced(flags);
    private final SwitchFlag cas =
            flags.toggle("cas", false, "Delete only if the key still is at -modify-index.");
    private final UnsignedFlag modifyIndex =
            flags.unsigned("modify-index", 0, "The index the key was at when you read it.");
    private final SwitchFlag recurse =
            flags.toggle("recurse", false, "Delete every key that begins with the argument.");

    public KvDelete(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected String usage() {
        return """
        Usage: consul kv delete [options] KEY_OR_PREFIX

          Deletes a key; a key that does not exist is deleted already:

              $ consul kv delete app/colour

          With -recurse, everything below a prefix. There is no way back:

              $ consul kv delete -recurse app/
        """;
    }

    @Override
    protected int run(List<String> arguments) throws CommandException {
        String key = key(arguments);
        check();
        ApiRequest request = ApiRequest.delete(KvClient.path(key));
        if (recurse.value()) {
            request.with("recurse", "");
        } else if (cas.value()) {
            request.with("cas", Long.toUnsignedString(modifyIndex.value()));
        }
        try {
            boolean done = new KvClient(api.connect(terminal)).change(request);
            return report(key, done);
        } catch (ApiException failure) {
            throw new CommandException(
                    "Error! Failed deleting key " + key + ": " + failure.getMessage());
        }
    }

    /** The empty prefix is allowed: it is everything. */
    private String key(List<String> arguments) throws CommandException {
        atMost(1, arguments);
        String key = arguments.isEmpty() ? "" : Keys.withoutLeadingSlash(arguments.getFirst());
        if (key.isEmpty() && !recurse.value()) {
            throw new CommandException("Error! Missing KEY argument");
        }
        return key;
    }

    private void check() throws CommandException {
        if (cas.value() && recurse.value()) {
            throw new CommandException("Cannot specify both -cas and -recurse!");
        }
        if (cas.value() && modifyIndex.value() == 0) {
            throw new CommandException("Must specify -modify-index with -cas!");
        }
        if (!cas.value() && modifyIndex.value() != 0) {
            throw new CommandException("Cannot specify -modify-index without -cas!");
        }
    }

    private int report(String key, boolean done) throws CommandException {
        if (recurse.value()) {
            terminal.output("Success! Deleted keys with prefix: " + key);
            return 0;
        }
        if (!done) {
            throw new CommandException("Error! Did not delete key " + key + ": CAS failed");
        }
        terminal.output("Success! Deleted key: " + key);
        return 0;
    }
}

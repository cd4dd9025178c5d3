package io.proconsul.cli.local;

import io.proconsul.cli.command.Command;
import io.proconsul.cli.command.Terminal;
import io.proconsul.runtime.random.Chance;

import java.util.Base64;
import java.util.List;

/** {@code keygen}: a new key for encrypted gossip. */
public final class KeygenCommand extends Command {
    private static final int KEY_BYTES = 32;

    public KeygenCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected String usage() {
        return """
        Usage: consul keygen

          Prints a new key for the agents' "encrypt" setting: 32 random bytes in
          Base64. All agents of a cluster need the same one.
        """;
    }

    @Override
    protected int run(List<String> arguments) {
        terminal.output(Base64.getEncoder().encodeToString(Chance.secure().bytes(KEY_BYTES)));
        return 0;
    }
}

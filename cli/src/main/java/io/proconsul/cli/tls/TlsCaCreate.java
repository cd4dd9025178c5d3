package io.proconsul.cli.tls;

import io.proconsul.cli.command.Command;
import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.Terminal;
import io.proconsul.config.flag.ListFlag;
import io.proconsul.config.flag.SwitchFlag;
import io.proconsul.config.flag.TextFlag;
import io.proconsul.config.flag.WholeFlag;
import io.proconsul.runtime.random.Chance;
import io.proconsul.security.pki.Authority;
import io.proconsul.security.pki.PemPair;
import io.proconsul.security.pki.PkiException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** {@code tls ca create}: a new authority in the current folder. */
public final class TlsCaCreate extends Command {
    private static final int FIVE_YEARS = 1825;

    private final ListFlag moreNames =
            flags.list(
                    "additional-name-constraint",
                    "A further domain the CA may sign for, with -name-constraint. May come several"
                            + " times.");
    private final WholeFlag days =
            flags.whole("days", FIVE_YEARS, "For how many days the CA is good.");
    private final TextFlag domain =
            flags.text("domain", "consul", "The cluster's DNS domain; the files are named by it.");
    private final SwitchFlag constrained =
            flags.toggle(
                    "name-constraint",
                    false,
                    "Let the CA sign only for -domain, localhost and what"
                            + " -additional-name-constraint names. It cannot be changed later.");

    public TlsCaCreate(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected String usage() {
        return """
        Usage: consul tls ca create [options]

          Makes a certificate authority for the agents of a cluster and writes its
          certificate and its key to files here:

              $ consul tls ca create
        """;
    }

    @Override
    protected String flagEpilogue(String error) {
        return "Failed to parse args: " + error;
    }

    @Override
    protected int run(List<String> arguments) throws CommandException {
        String certificate = domain.value() + "-agent-ca.pem";
        String key = domain.value() + "-agent-ca-key.pem";
        PemFiles.refuseExisting(certificate);
        PemFiles.refuseExisting(key);
        try {
            PemPair authority =
                    Authority.create(Chance.secure(), Instant.now(), days.value(), permitted());
            PemFiles.save(certificate, authority.certificate(), terminal);
            PemFiles.save(key, authority.key(), terminal);
            return 0;
        } catch (PkiException failure) {
            throw new CommandException(String.valueOf(failure.getMessage()));
        }
    }

    private List<String> permitted() {
        if (!constrained.value()) {
            return List.of();
        }
        var names = new ArrayList<>(moreNames.values());
        names.add(domain.value());
        names.add("localhost");
        return names;
    }
}

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
import io.proconsul.security.pki.LeafRequest;
import io.proconsul.security.pki.LeafRequest.Purpose;
import io.proconsul.security.pki.PemPair;
import io.proconsul.security.pki.PkiException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@code tls cert create}: a certificate for a server, a client or a user of the command line. */
public final class TlsCertCreate extends Command {
    private static final int ONE_YEAR = 365;
    private static final String DOMAIN = "#DOMAIN#";

    private final ListFlag moreNames =
            flags.list(
                    "additional-dnsname",
                    "A further DNS name the certificate is good for. May come several times.");
    private final ListFlag moreAddresses =
            flags.list(
                    "additional-ipaddress",
                    "A further IP address the certificate is good for. May come several times.");
    private final TextFlag ca =
            flags.text("ca", DOMAIN + "-agent-ca.pem", "The file of the CA's certificate.");
    private final SwitchFlag forCli =
            flags.toggle("cli", false, "Make a certificate for the command line.");
    private final SwitchFlag forClient =
            flags.toggle("client", false, "Make a certificate for a client agent.");
    private final WholeFlag days =
            flags.whole("days", ONE_YEAR, "For how many days the certificate is good.");
    private final TextFlag datacenter =
            flags.text("dc", "dc1", "The datacenter, a part of the names.");
    private final TextFlag domain =
            flags.text("domain", "consul", "The cluster's DNS domain, a part of the names.");
    private final TextFlag key =
            flags.text("key", DOMAIN + "-agent-ca-key.pem", "The file of the CA's key.");
    private final TextFlag node =
            flags.text(
                    "node",
                    "",
                    "The server's node name; adds <node>.server.<datacenter>.<domain> to the"
                            + " names.");
    private final SwitchFlag forServer =
            flags.toggle("server", false, "Make a certificate for a server.");

    public TlsCertCreate(Terminal terminal) {
        super(terminal);
    }

    @Override
    protected String usage() {
        return """
        Usage: consul tls cert create [options]

          Makes a certificate and its key with the CA of "consul tls ca create" and
          writes them to files here, numbered from 0:

              $ consul tls cert create -server -dc=east -node=s1
              $ consul tls cert create -client
              $ consul tls cert create -cli
        """;
    }

    @Override
    protected String flagEpilogue(String error) {
        return "Failed to parse args: " + error;
    }

    @Override
    protected int run(List<String> arguments) throws CommandException {
        String role = role();
        if (!node.value().isEmpty() && !forServer.value()) {
            throw new CommandException("-node requires -server");
        }
        String file = freeName(datacenter.value() + "-" + role + "-" + domain.value());
        String caFile = ca.value().replace(DOMAIN, domain.value());
        String keyFile = key.value().replace(DOMAIN, domain.value());
        String caText = PemFiles.read("CA", caFile);
        String keyText = PemFiles.read("CA key", keyFile);
        if (forServer.value()) {
            warn();
        }
        terminal.output("==> Using " + caFile + " and " + keyFile);
        PemPair made = issue(caText, keyText, role);
        PemFiles.save(file + ".pem", made.certificate(), terminal);
        PemFiles.save(file + "-key.pem", made.key(), terminal);
        return 0;
    }

    private String role() throws CommandException {
        List<String> roles =
                Stream.of(forServer, forClient, forCli)
                        .filter(SwitchFlag::value)
                        .map(SwitchFlag::name)
                        .toList();
        if (roles.size() != 1) {
            throw new CommandException("Please provide either -server, -client, or -cli");
        }
        return roles.getFirst();
    }

    private static String freeName(String prefix) {
        int number = 0;
        while (exists(prefix + "-" + number + ".pem")
                || exists(prefix + "-" + number + "-key.pem")) {
            number++;
        }
        return prefix + "-" + number;
    }

    private static boolean exists(String file) {
        return Files.exists(Path.of(file));
    }

    /** The words are those of the original: scripts cut them off. */
    private void warn() {
        terminal.output(
                """
                ==> WARNING: Server Certificates grants authority to become a
                    server and access all state in the cluster including root keys
                    and all ACL tokens. Do not distribute them to production hosts
                    that are not server nodes. Store them as securely as CA keys.\
                """);
    }

    private PemPair issue(String caText, String keyText, String role) throws CommandException {
        try {
            return Authority.of(caText, keyText, Chance.secure())
                    .issue(request(role), Instant.now());
        } catch (PkiException failure) {
            throw new CommandException(String.valueOf(failure.getMessage()));
        }
    }

    private LeafRequest request(String role) {
        String place = datacenter.value() + "." + domain.value();
        String name = role + "." + place;
        // The original leaves further names out of certificates for the command line.
        List<String> more = forCli.value() ? List.of() : moreNames.values();
        var names = new ArrayList<>(more);
        if (!node.value().isEmpty()) {
            names.add(node.value() + ".server." + place);
        }
        names.add(name);
        names.add("localhost");
        var addresses = new ArrayList<>(moreAddresses.values());
        if (!forCli.value()) {
            addresses.add("127.0.0.1");
        }
        return new LeafRequest(name, names, addresses, purposes(), days.value());
    }

    private List<Purpose> purposes() {
        if (forCli.value()) {
            return List.of();
        }
        return forServer.value()
                ? List.of(Purpose.SERVER, Purpose.CLIENT)
                : List.of(Purpose.CLIENT, Purpose.SERVER);
    }
}

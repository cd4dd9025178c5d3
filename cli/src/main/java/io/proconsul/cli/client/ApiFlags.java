package io.proconsul.cli.client;

import io.proconsul.cli.command.CommandException;
import io.proconsul.cli.command.Terminal;
import io.proconsul.config.flag.FlagSet;
import io.proconsul.config.flag.SwitchFlag;
import io.proconsul.config.flag.TextFlag;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;

/**
 * The flags by which most commands find their agent, with the environment variables behind them
 * (CLI reference, section 2). A flag wins over its variable.
 */
public final class ApiFlags {
    private final TextFlag address;
    private final TextFlag token;
    private final TextFlag tokenFile;
    private final TextFlag caFile;
    private final TextFlag caPath;
    private final TextFlag clientCert;
    private final TextFlag clientKey;
    private final TextFlag tlsServerName;
    private @Nullable TextFlag datacenter;
    private @Nullable SwitchFlag stale;
    private @Nullable TextFlag namespace;

    private ApiFlags(FlagSet flags) {
        address =
                flags.text(
                        "http-addr",
                        "The `address` and port of the agent's HTTP API, an IP address or a name"
                                + " with a port, or unix:// and a path. Also CONSUL_HTTP_ADDR; the"
                                + " default is http://127.0.0.1:8500. CONSUL_HTTP_SSL=true makes it"
                                + " https.");
        token =
                flags.text(
                        "token",
                        "The ACL token to send. Also CONSUL_HTTP_TOKEN; without one the agent's"
                                + " default token counts.");
        tokenFile =
                flags.text(
                        "token-file",
                        "A file with the ACL token to send; wins over -token. Also"
                                + " CONSUL_HTTP_TOKEN_FILE.");
        caFile =
                flags.text(
                        "ca-file",
                        "A file with the CA certificate that signed the agent's. Also"
                                + " CONSUL_CACERT.");
        caPath = flags.text("ca-path", "A folder of CA certificates. Also CONSUL_CAPATH.");
        clientCert =
                flags.text(
                        "client-cert",
                        "A file with the certificate to show, where the agent asks for one. Also"
                                + " CONSUL_CLIENT_CERT.");
        clientKey =
                flags.text("client-key", "The key of that certificate. Also CONSUL_CLIENT_KEY.");
        tlsServerName =
                flags.text(
                        "tls-server-name",
                        "The name to expect in the agent's certificate. Also"
                                + " CONSUL_TLS_SERVER_NAME.");
    }

    /** Flags of commands about the agent itself. */
    public static ApiFlags client(FlagSet flags) {
        return new ApiFlags(flags);
    }

    /** Flags of commands that servers answer: with a datacenter and staleness. */
    public static ApiFlags server(FlagSet flags) {
        ApiFlags api = client(flags);
        api.datacenter =
                flags.text("datacenter", "The datacenter to ask. Without it, that of the agent.");
        api.stale =
                flags.toggle(
                        "stale",
                        "Let any server answer, also one that does not lead: faster, but perhaps"
                                + " not the newest. Reads only.");
        return api;
    }

    /** Flags of {@link #server}, and a namespace for those who have them. */
    public static ApiFlags namespaced(FlagSet flags) {
        ApiFlags api = server(flags);
        api.namespace =
                flags.text(
                        "namespace",
                        "The namespace (`default` when empty); a feature of Consul Enterprise.");
        return api;
    }

    /** Whether any server may answer. */
    public boolean isStale() {
        return stale != null && stale.value();
    }

    /** The datacenter to ask; empty: that of the agent. */
    public String datacenter() {
        return datacenter == null ? "" : datacenter.value();
    }

    /** The connection these flags and variables describe. */
    public AgentClient connect(Terminal terminal) throws CommandException {
        try {
            return AgentClient.of(settings(terminal), terminal.advice());
        } catch (IOException failure) {
            throw new CommandException("Error connecting to Consul agent: " + failure.getMessage());
        }
    }

    /**
     * Finds out whether the agent answers at all, before a command begins that takes its time.
     *
     * @return the name of the agent's node
     */
    public static String ping(AgentClient agent) throws CommandException {
        try {
            return JsonAnswer.of(agent.call(ApiRequest.get("/v1/agent/self")))
                    .member("Config")
                    .text("NodeName");
        } catch (ApiException failure) {
            throw new CommandException("Error querying Consul agent: " + failure.getMessage());
        }
    }

    private ClientSettings settings(Terminal terminal) throws IOException {
        return new ClientSettings(
                or(address, terminal, "CONSUL_HTTP_ADDR"),
                token(terminal),
                datacenter(),
                isStale(),
                namespace == null ? "" : or(namespace, terminal, "CONSUL_NAMESPACE"),
                terminal.variable("CONSUL_HTTP_AUTH"),
                isTrue(terminal, "CONSUL_HTTP_SSL", false),
                isTrue(terminal, "CONSUL_HTTP_SSL_VERIFY", true),
                or(caFile, terminal, "CONSUL_CACERT"),
                or(caPath, terminal, "CONSUL_CAPATH"),
                or(clientCert, terminal, "CONSUL_CLIENT_CERT"),
                or(clientKey, terminal, "CONSUL_CLIENT_KEY"),
                or(tlsServerName, terminal, "CONSUL_TLS_SERVER_NAME"));
    }

    private static String or(TextFlag flag, Terminal terminal, String variable) {
        return flag.given() ? flag.value() : terminal.variable(variable);
    }

    /** A token file, by flag or variable, wins over a token; an empty one counts as none. */
    private String token(Terminal terminal) throws IOException {
        String file = or(tokenFile, terminal, "CONSUL_HTTP_TOKEN_FILE");
        if (!file.isEmpty()) {
            String content = read(file).strip();
            if (!content.isEmpty()) {
                return content;
            }
        }
        return or(token, terminal, "CONSUL_HTTP_TOKEN");
    }

    private static String read(String file) throws IOException {
        try {
            return Files.readString(Path.of(file), StandardCharsets.UTF_8);
        } catch (NoSuchFileException absent) {
            throw new IOException(
                    "Error loading token file: open " + file + ": no such file or directory",
                    absent);
        }
    }

    private static boolean isTrue(Terminal terminal, String variable, boolean standard) {
        String text = terminal.variable(variable);
        return switch (text) {
            case "" -> standard;
            case "1", "t", "T", "TRUE", "true", "True" -> true;
            case "0", "f", "F", "FALSE", "false", "False" -> false;
            default -> {
                warn(terminal, variable, text);
                yield standard;
            }
        };
    }

    /** Twice, as the original does. */
    private static void warn(Terminal terminal, String variable, String text) {
        String warning =
                terminal.machine().clock().now().truncatedTo(ChronoUnit.MILLIS)
                        + " [WARN]  consul-api: could not parse "
                        + variable
                        + ": error=\"strconv.ParseBool: parsing \""
                        + text
                        + "\": invalid syntax\"";
        terminal.error(warning);
        terminal.error(warning);
    }
}

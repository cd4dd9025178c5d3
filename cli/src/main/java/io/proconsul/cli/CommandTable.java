package io.proconsul.cli;

import io.proconsul.cli.acl.AclTranslateRules;
import io.proconsul.cli.agent.AgentCommand;
import io.proconsul.cli.agent.ForceLeaveCommand;
import io.proconsul.cli.agent.InfoCommand;
import io.proconsul.cli.agent.JoinCommand;
import io.proconsul.cli.agent.LeaveCommand;
import io.proconsul.cli.agent.MaintCommand;
import io.proconsul.cli.agent.MembersCommand;
import io.proconsul.cli.agent.ReloadCommand;
import io.proconsul.cli.catalog.CatalogDatacenters;
import io.proconsul.cli.catalog.CatalogNodes;
import io.proconsul.cli.catalog.CatalogServices;
import io.proconsul.cli.command.Command;
import io.proconsul.cli.command.Terminal;
import io.proconsul.cli.debug.DebugCommand;
import io.proconsul.cli.event.EventCommand;
import io.proconsul.cli.exec.ExecCommand;
import io.proconsul.cli.keyring.KeyringCommand;
import io.proconsul.cli.kv.KvDelete;
import io.proconsul.cli.kv.KvExport;
import io.proconsul.cli.kv.KvGet;
import io.proconsul.cli.kv.KvImport;
import io.proconsul.cli.kv.KvPut;
import io.proconsul.cli.local.KeygenCommand;
import io.proconsul.cli.local.ValidateCommand;
import io.proconsul.cli.local.VersionCommand;
import io.proconsul.cli.lock.LockCommand;
import io.proconsul.cli.monitor.MonitorCommand;
import io.proconsul.cli.operator.AutopilotGetConfig;
import io.proconsul.cli.operator.AutopilotSetConfig;
import io.proconsul.cli.operator.RaftListPeers;
import io.proconsul.cli.operator.RaftRemovePeer;
import io.proconsul.cli.rtt.RttCommand;
import io.proconsul.cli.services.ServicesDeregister;
import io.proconsul.cli.services.ServicesRegister;
import io.proconsul.cli.snapshot.SnapshotInspect;
import io.proconsul.cli.snapshot.SnapshotRestore;
import io.proconsul.cli.snapshot.SnapshotSave;
import io.proconsul.cli.tls.TlsCaCreate;
import io.proconsul.cli.tls.TlsCertCreate;
import io.proconsul.cli.watch.WatchCommand;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.TreeMap;

/**
 * Which commands there are. A switch, so that only the chosen one is loaded and made; the lines
 * about them are data for the help of their groups.
 */
final class CommandTable {
    /** What each command is for, by its whole name; groups too. */
    private static final String[][] SYNOPSES = {
        {"acl", "Works with access rules"},
        {"acl translate-rules", "Writes rules of the old language in today's"},
        {"agent", "Runs an agent"},
        {"catalog", "Looks around in the catalog"},
        {"catalog datacenters", "Lists the datacenters that are known"},
        {"catalog nodes", "Lists nodes"},
        {"catalog services", "Lists services"},
        {"debug", "Gathers what helps to understand an agent in trouble"},
        {"event", "Tells all agents that something happened"},
        {"exec", "Runs a command on many nodes"},
        {"force-leave", "Declares a failed member gone"},
        {"info", "Shows figures of the running agent"},
        {"join", "Joins a cluster"},
        {"keygen", "Makes a key for encrypted gossip"},
        {"keyring", "Changes the keys that encrypt gossip"},
        {"kv", "Reads and writes keys"},
        {"kv delete", "Deletes a key or all below a prefix"},
        {"kv export", "Prints all below a prefix as JSON"},
        {"kv get", "Reads a key or lists keys"},
        {"kv import", "Writes keys from such JSON"},
        {"kv put", "Writes a key"},
        {"leave", "Leaves the cluster and stops the agent"},
        {"lock", "Runs a program while a lock is held"},
        {"maint", "Turns maintenance mode on and off"},
        {"members", "Lists the members of the cluster"},
        {"monitor", "Prints the log of the running agent"},
        {"operator", "Looks after the cluster"},
        {"operator autopilot", "Decides how servers are looked after"},
        {"operator autopilot get-config", "Shows how servers are looked after"},
        {"operator autopilot set-config", "Changes how servers are looked after"},
        {"operator raft", "Looks after the servers that keep the log"},
        {"operator raft list-peers", "Lists those servers"},
        {"operator raft remove-peer", "Takes a server off that list"},
        {"reload", "Has the agent read its configuration files again"},
        {"rtt", "Estimates the round-trip time between two nodes"},
        {"services", "Registers and deregisters services"},
        {"services deregister", "Takes services away from the agent"},
        {"services register", "Adds services to the agent"},
        {"snapshot", "Works with archives of the cluster's state"},
        {"snapshot inspect", "Tells what an archive holds"},
        {"snapshot restore", "Brings the state of an archive back"},
        {"snapshot save", "Writes an archive of the state"},
        {"tls", "Makes certificates for agents"},
        {"tls ca", "Makes the authority that agents trust"},
        {"tls ca create", "Makes a new authority"},
        {"tls cert", "Makes certificates with that authority"},
        {"tls cert create", "Makes a new certificate"},
        {"validate", "Checks configuration files and folders"},
        {"version", "Prints the version"},
        {"watch", "Runs a program when something changes"},
    };

    private CommandTable() {}

    /** The command of that whole name; null when there is none. */
    static @Nullable Command command(String path, Terminal terminal) {
        return switch (path) {
            case "acl translate-rules" -> new AclTranslateRules(terminal);
            case "agent" -> new AgentCommand(terminal);
            case "catalog datacenters" -> new CatalogDatacenters(terminal);
            case "catalog nodes" -> new CatalogNodes(terminal);
            case "catalog services" -> new CatalogServices(terminal);
            case "debug" -> new DebugCommand(terminal);
            case "event" -> new EventCommand(terminal);
            case "exec" -> new ExecCommand(terminal);
            case "force-leave" -> new ForceLeaveCommand(terminal);
            case "info" -> new InfoCommand(terminal);
            case "join" -> new JoinCommand(terminal);
            case "keygen" -> new KeygenCommand(terminal);
            case "keyring" -> new KeyringCommand(terminal);
            case "kv delete" -> new KvDelete(terminal);
            case "kv export" -> new KvExport(terminal);
            case "kv get" -> new KvGet(terminal);
            case "kv import" -> new KvImport(terminal);
            case "kv put" -> new KvPut(terminal);
            case "leave" -> new LeaveCommand(terminal);
            case "lock" -> new LockCommand(terminal);
            case "maint" -> new MaintCommand(terminal);
            case "members" -> new MembersCommand(terminal);
            case "monitor" -> new MonitorCommand(terminal);
            case "operator autopilot get-config" -> new AutopilotGetConfig(terminal);
            case "operator autopilot set-config" -> new AutopilotSetConfig(terminal);
            case "operator raft list-peers" -> new RaftListPeers(terminal);
            case "operator raft remove-peer" -> new RaftRemovePeer(terminal);
            case "reload" -> new ReloadCommand(terminal);
            case "rtt" -> new RttCommand(terminal);
            case "services deregister" -> new ServicesDeregister(terminal);
            case "services register" -> new ServicesRegister(terminal);
            case "snapshot inspect" -> new SnapshotInspect(terminal);
            case "snapshot restore" -> new SnapshotRestore(terminal);
            case "snapshot save" -> new SnapshotSave(terminal);
            case "tls ca create" -> new TlsCaCreate(terminal);
            case "tls cert create" -> new TlsCertCreate(terminal);
            case "validate" -> new ValidateCommand(terminal);
            case "version" -> new VersionCommand(terminal);
            case "watch" -> new WatchCommand(terminal);
            default -> null;
        };
    }

    /** Whether commands stand below that name. */
    static boolean isGroup(String path) {
        String prefix = path + " ";
        for (String[] line : SYNOPSES) {
            if (line[0].startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** The help of a group; of everything for the empty path. */
    static String groupHelp(String path) {
        StringBuilder help = new StringBuilder();
        if (path.isEmpty()) {
            help.append(
                    "Usage: consul [--version] [--help] <command> [<args>]\n\n"
                            + "Available commands are:\n");
        } else {
            help.append("Usage: consul ")
                    .append(path)
                    .append(" <subcommand> [options]")
                    .append(takesArguments(path) ? " [args]\n\n  " : "\n\n  ");
            help.append(synopsis(path))
                    .append(".\n\n  Each subcommand explains itself with -h.\n\nSubcommands:\n");
        }
        Map<String, String> below = below(path);
        int width = below.keySet().stream().mapToInt(String::length).max().orElse(0);
        below.forEach((name, synopsis) ->
                help.append("    ")
                        .append(name)
                        .repeat(' ', width - name.length() + 4)
                        .append(synopsis)
                        .append('\n'));
        return help.toString();
    }

    /** The operator's commands have flags only, and their groups say so (vector cli-208). */
    private static boolean takesArguments(String group) {
        return !group.equals("operator") && !group.startsWith("operator ");
    }

    private static String synopsis(String path) {
        for (String[] line : SYNOPSES) {
            if (line[0].equals(path)) {
                return line[1];
            }
        }
        throw new AssertionError("a group without a line: " + path);
    }

    /** What stands directly below a group, by its last word. */
    static Map<String, String> below(String path) {
        String prefix = path.isEmpty() ? "" : path + " ";
        Map<String, String> below = new TreeMap<>();
        for (String[] line : SYNOPSES) {
            String rest = line[0].startsWith(prefix) ? line[0].substring(prefix.length()) : "";
            if (!rest.isEmpty() && rest.indexOf(' ') < 0) {
                below.put(rest, line[1]);
            }
        }
        return below;
    }
}

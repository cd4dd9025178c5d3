package io.proconsul.server.leader;

import io.proconsul.model.catalog.ConnectProxyConfig;
import io.proconsul.model.catalog.DeregisterRequest;
import io.proconsul.model.catalog.Node;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.catalog.NodeServices;
import io.proconsul.model.catalog.RegisterRequest;
import io.proconsul.model.catalog.ServiceConnect;
import io.proconsul.model.catalog.Weights;
import io.proconsul.model.command.Command;
import io.proconsul.model.health.CheckStatus;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.model.health.HealthCheckDefinition;
import io.proconsul.model.query.WriteOptions;
import io.proconsul.state.Reads;
import io.proconsul.state.Root;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What has to change in the catalog so that it says what gossip knows about a member. Decides only;
 * the same state and member give the same answer.
 */
final class MemberPlan {
    /** The check every node of the cluster has. */
    static final String SERF_HEALTH = "serfHealth";

    private static final String SERF_NAME = "Serf Health Status";
    private static final String ALIVE = "Agent alive and reachable";
    private static final String FAILED = "Agent not live or unreachable";
    private static final String SERVER_SERVICE = "consul";

    private final String datacenter;
    private final String self;

    /**
     * @param self the name of this server's node, which it never takes out of the catalog: when a
     *     leader leaves, the next leader does that
     */
    MemberPlan(String datacenter, String self) {
        this.datacenter = datacenter;
        this.self = self;
    }

    /** The command that brings the catalog in step with the member; empty when it is. */
    Optional<Command> of(Member member, Root root) {
        if (!member.belongsTo(datacenter)) {
            return Optional.empty();
        }
        NodeServices known = find(member.name(), root);
        return switch (member.status()) {
            case ALIVE -> alive(member, known, root);
            case FAILED -> known == null ? Optional.empty() : failed(member, known, root);
            case LEFT, REAPED -> known == null ? Optional.empty() : gone(member.name());
            case LEAVING -> Optional.empty(); // it says itself when it has left
        };
    }

    /** Takes a node out of the catalog that no member stands for any more. */
    Optional<Command> gone(String node) {
        if (node.equals(self)) {
            return Optional.empty();
        }
        return Optional.of(
                new Command.Deregister(
                        new DeregisterRequest(datacenter, node, "", "", WriteOptions.NONE)));
    }

    private Optional<Command> alive(Member member, @Nullable NodeServices known, Root root) {
        NodeService service = member.isServer() ? serverService(member) : null;
        boolean inStep =
                known != null
                        && at(known, member.address())
                        && hasService(known, service)
                        && says(member.name(), CheckStatus.PASSING, root);
        return inStep
                ? Optional.empty()
                : register(member, known, service, CheckStatus.PASSING, ALIVE);
    }

    private Optional<Command> failed(Member member, NodeServices known, Root root) {
        boolean inStep =
                at(known, member.address()) && says(member.name(), CheckStatus.CRITICAL, root);
        return inStep
                ? Optional.empty()
                : register(member, known, null, CheckStatus.CRITICAL, FAILED);
    }

    /** By its exact name: a look-up by name falls back to ids, and a name may look like one. */
    private static @Nullable NodeServices find(String name, Root root) {
        NodeServices found = Reads.nodeServices(name).on(root).value();
        Node node = found == null ? null : found.node();
        return node != null && node.name().equalsIgnoreCase(name) ? found : null;
    }

    private static boolean at(NodeServices known, String address) {
        Node node = known.node();
        return node != null && node.address().equals(address);
    }

    private static boolean hasService(NodeServices known, @Nullable NodeService wanted) {
        if (wanted == null) {
            return true;
        }
        Map<String, NodeService> services = known.services();
        NodeService there = services == null ? null : services.get(wanted.id());
        return there != null
                && there.port() == wanted.port()
                && Objects.equals(there.meta(), wanted.meta());
    }

    private static boolean says(String node, String status, Root root) {
        return Reads.nodeChecks(node).on(root).value().stream()
                .anyMatch(check ->
                        check.checkId().equals(SERF_HEALTH) && check.status().equals(status));
    }

    private static NodeService serverService(Member member) {
        return new NodeService(
                "",
                SERVER_SERVICE,
                SERVER_SERVICE,
                null,
                "",
                null,
                serverMeta(member),
                port(member),
                Weights.DEFAULT,
                false,
                ConnectProxyConfig.NONE,
                ServiceConnect.NONE,
                false,
                0,
                0);
    }

    private static int port(Member member) {
        try {
            return Integer.parseInt(member.tag("port"));
        } catch (NumberFormatException noPort) {
            return 0;
        }
    }

    /** As a 1.8.7 agent shows it; the build tag carries a revision behind a colon. */
    private static Map<String, String> serverMeta(Member member) {
        String build = member.tag("build");
        int colon = build.indexOf(':');
        return Map.of(
                "non_voter", Boolean.toString(member.tag("nonvoter").equals("1")),
                "raft_version", member.tag("raft_vsn"),
                "serf_protocol_current", Integer.toString(member.protocol().current()),
                "serf_protocol_max", Integer.toString(member.protocol().max()),
                "serf_protocol_min", Integer.toString(member.protocol().min()),
                "version", colon < 0 ? build : build.substring(0, colon));
    }

    /**
     * What the node's own agent wrote about it (addresses, meta) stays, also what it writes while
     * this command is on its way: the node itself is only touched when it is new or has moved.
     */
    private Optional<Command> register(
            Member member,
            @Nullable NodeServices known,
            @Nullable NodeService service,
            String status,
            String output) {
        Node node = known == null ? null : known.node();
        return Optional.of(
                new Command.Register(
                        new RegisterRequest(
                                datacenter,
                                member.tag("id"),
                                member.name(),
                                member.address(),
                                node == null ? null : node.taggedAddresses(),
                                node == null ? null : node.meta(),
                                service,
                                null,
                                List.of(check(member.name(), status, output)),
                                node == null || node.address().equals(member.address()),
                                WriteOptions.NONE,
                                0,
                                0)));
    }

    private static HealthCheck check(String node, String status, String output) {
        return new HealthCheck(
                node,
                SERF_HEALTH,
                SERF_NAME,
                status,
                "",
                output,
                "",
                "",
                null,
                "",
                HealthCheckDefinition.NONE,
                0,
                0);
    }
}

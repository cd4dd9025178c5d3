package io.proconsul.agent.sync;

import io.proconsul.agent.local.Difference;
import io.proconsul.agent.local.Difference.CheckVerdict;
import io.proconsul.agent.local.Difference.ForeignCheck;
import io.proconsul.agent.local.Difference.ServiceVerdict;
import io.proconsul.agent.local.Gone;
import io.proconsul.agent.local.Lane;
import io.proconsul.agent.local.LaneView;
import io.proconsul.agent.local.LocalCheck;
import io.proconsul.agent.local.LocalService;
import io.proconsul.agent.local.LocalSnapshot;
import io.proconsul.agent.node.NodeIdentity;
import io.proconsul.model.catalog.Node;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.catalog.ServiceAddress;
import io.proconsul.model.health.HealthCheck;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Entropy is what separates the catalog from the agent's state; the agent is right, always, and the
 * catalog is told. Two pure steps do the thinking:
 *
 * <ul>
 *   <li>{@link #compare} looks at everything both sides have and says what differs. It runs seldom:
 *       at the start, every minute or so, and after a failure.
 *   <li>{@link #actions} looks at one lane (a service with its checks, a check of the node, the
 *       node) and says which requests bring the catalog there, as few as can be. It runs for every
 *       change, and its cost does not depend on how much else is registered.
 * </ul>
 *
 * <p>Facts: RPC reference, section 8.
 */
final class AntiEntropy {
    /** The servers' own service, put into the catalog by the leader. */
    static final String SERVERS_SERVICE = "consul";

    /** The verdict of gossip about this node, put into the catalog by the leader. */
    static final String GOSSIP_CHECK = "serfHealth";

    /** Addresses that the catalog adds to a service by itself have names that start so. */
    private static final String CATALOGS_OWN = "consul-";

    private AntiEntropy() {}

    // --- everything ---

    static Difference compare(NodeIdentity node, LocalSnapshot local, RemoteState remote) {
        Map<String, NodeService> remoteServices = byId(remote.services(), NodeService::id);
        Map<String, HealthCheck> remoteChecks = byId(remote.checks(), HealthCheck::checkId);
        List<ServiceVerdict> services =
                local.services().stream()
                        .map(service -> verdict(service, remoteServices.remove(service.id())))
                        .toList();
        List<CheckVerdict> checks =
                local.checks().stream()
                        .map(check -> verdict(check, remoteChecks.remove(check.id())))
                        .toList();
        remoteServices.remove(SERVERS_SERVICE);
        remoteChecks.remove(GOSSIP_CHECK);
        return new Difference(
                alike(node, remote.node()),
                services,
                checks,
                List.copyOf(remoteServices.keySet()),
                remoteChecks.values().stream()
                        .map(check -> new ForeignCheck(check.checkId(), check.serviceId()))
                        .toList());
    }

    private static <T> Map<String, T> byId(List<T> all, Function<T, String> id) {
        Map<String, T> map = LinkedHashMap.newLinkedHashMap(all.size());
        all.forEach(one -> map.put(id.apply(one), one));
        return map;
    }

    private static boolean alike(NodeIdentity node, @Nullable Node known) {
        return known != null
                && known.id().equals(node.id())
                && known.address().equals(node.address())
                && Likeness.alike(known.taggedAddresses(), node.taggedAddresses())
                && Likeness.alike(known.meta(), node.meta());
    }

    private static ServiceVerdict verdict(LocalService local, @Nullable NodeService remote) {
        if (remote == null) {
            return new ServiceVerdict(local.id(), local.version(), false, null);
        }
        NodeService adopted = adopted(local.service(), remote);
        return new ServiceVerdict(
                local.id(),
                local.version(),
                Likeness.alike(adopted, remote),
                adopted.equals(local.service()) ? null : adopted);
    }

    /** The local service with what the catalog may have changed in it. */
    private static NodeService adopted(NodeService local, NodeService remote) {
        boolean tags = local.enableTagOverride() && !Likeness.alike(local.tags(), remote.tags());
        Map<String, ServiceAddress> addresses = addresses(local, remote);
        if (!tags && Objects.equals(addresses, local.taggedAddresses())) {
            return local;
        }
        return new NodeService(
                local.kind(),
                local.id(),
                local.name(),
                tags ? remote.tags() : local.tags(),
                local.address(),
                addresses,
                local.meta(),
                local.port(),
                local.weights(),
                local.enableTagOverride(),
                local.proxy(),
                local.connect(),
                local.locallyRegisteredAsSidecar(),
                0,
                0);
    }

    private static @Nullable Map<String, ServiceAddress> addresses(
            NodeService local, NodeService remote) {
        Map<String, ServiceAddress> theirs = remote.taggedAddresses();
        Map<String, ServiceAddress> ours = local.taggedAddresses();
        if (theirs == null
                || Likeness.alike(ours, theirs)
                || theirs.keySet().stream().noneMatch(name -> name.startsWith(CATALOGS_OWN))) {
            return ours;
        }
        Map<String, ServiceAddress> both = ours == null ? new TreeMap<>() : new TreeMap<>(ours);
        theirs.forEach((name, address) -> {
            if (name.startsWith(CATALOGS_OWN)) {
                both.put(name, address);
            }
        });
        return both;
    }

    private static CheckVerdict verdict(LocalCheck local, @Nullable HealthCheck remote) {
        boolean same =
                remote != null && Likeness.alike(local.check(), remote, local.outputDeferred());
        return new CheckVerdict(local.id(), local.version(), same);
    }

    // --- one lane ---

    /** The requests of a lane, in the order they are to be sent; none when all is told. */
    static List<Action> actions(LaneView lane) {
        if (lane.lane().equals(Lane.NODE)) {
            return lane.nodeInSync() ? List.of() : List.of(new Action.RegisterNode());
        }
        Gone goneService = lane.goneService();
        if (goneService != null) {
            return List.of(new Action.DeregisterService(goneService, lane.goneChecks()));
        }
        List<Action> actions = new ArrayList<>();
        register(lane, actions);
        lane.goneChecks().forEach(check -> actions.add(new Action.DeregisterCheck(check)));
        return actions;
    }

    private static void register(LaneView lane, List<Action> actions) {
        Map<String, List<LocalCheck>> untold =
                lane.checks().stream()
                        .filter(check -> !check.inSync())
                        .collect(
                                Collectors.groupingBy(
                                        LocalCheck::token,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        LocalService service = lane.service();
        if (service != null && !service.inSync()) {
            List<LocalCheck> along = untold.remove(service.token());
            actions.add(new Action.RegisterService(service, along == null ? List.of() : along));
        }
        untold.values().forEach(checks -> actions.add(new Action.RegisterChecks(service, checks)));
    }
}

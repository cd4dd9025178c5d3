package io.proconsul.rpc.servers;

import io.proconsul.runtime.random.Chance;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The servers that gossip knows to be alive, by datacenter, each datacenter's in an order of this
 * agent's own: the first is asked, one that failed goes to the end. Any thread.
 */
public final class ServerBook {
    private final Chance chance;

    /** Never changed, only replaced, under this object's lock; bounded by the pools' members. */
    private volatile TreeMap<String, List<KnownServer>> orders = new TreeMap<>();

    public ServerBook(Chance chance) {
        this.chance = chance;
    }

    // ---- what gossip tells

    /** A server came, or changed its address or tags. */
    public synchronized void put(KnownServer server) {
        List<KnownServer> order = in(server.datacenter());
        int known = indexOf(order, server.name());
        var changed = new ArrayList<>(order);
        if (known >= 0) {
            changed.set(known, server);
        } else {
            changed.add(chance.nextInt(order.size() + 1), server);
        }
        replace(server.datacenter(), changed);
    }

    /** A server left or failed. */
    public synchronized void remove(String datacenter, String name) {
        replace(
                datacenter,
                in(datacenter).stream().filter(server -> !server.name().equals(name)).toList());
    }

    private static int indexOf(List<KnownServer> order, String name) {
        for (int i = 0; i < order.size(); i++) {
            if (order.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private void replace(String datacenter, Collection<KnownServer> order) {
        var changed = new TreeMap<>(orders);
        if (order.isEmpty()) {
            changed.remove(datacenter);
        } else {
            changed.put(datacenter, List.copyOf(order));
        }
        orders = changed;
    }

    // ---- what callers ask

    /** All servers of a datacenter, the one to ask first. */
    public List<KnownServer> in(String datacenter) {
        return orders.getOrDefault(datacenter, List.of());
    }

    /** The server to ask. */
    public Optional<KnownServer> first(String datacenter) {
        return in(datacenter).stream().findFirst();
    }

    /** Datacenters with a server, by name. */
    public Set<String> datacenters() {
        return new TreeSet<>(orders.keySet());
    }

    /** The server with that address, in any datacenter. */
    public Optional<KnownServer> at(InetSocketAddress address) {
        return orders.values().stream()
                .flatMap(List::stream)
                .filter(server -> server.address().equals(address))
                .findFirst();
    }

    /** The server of that node id, in any datacenter. */
    public Optional<KnownServer> withId(String id) {
        return orders.values().stream()
                .flatMap(List::stream)
                .filter(server -> server.id().equals(id))
                .findFirst();
    }

    // ---- what callers tell

    /** A call to this server failed: others are asked first. */
    public synchronized void failed(KnownServer server) {
        List<KnownServer> order = in(server.datacenter());
        if (order.size() > 1 && order.getFirst().name().equals(server.name())) {
            var changed = new ArrayList<>(order.subList(1, order.size()));
            changed.add(order.getFirst());
            replace(server.datacenter(), changed);
        }
    }

    /** This server answers: it is asked first. */
    synchronized void prefer(KnownServer server) {
        List<KnownServer> order = in(server.datacenter());
        if (indexOf(order, server.name()) > 0) {
            var changed = new ArrayList<>(order);
            changed.sort(Comparator.comparing(other -> !other.name().equals(server.name())));
            replace(server.datacenter(), changed);
        }
    }

    /** The same servers in an order of chance, to try which of them to prefer. */
    List<KnownServer> shuffled(String datacenter) {
        var order = new ArrayList<>(in(datacenter));
        for (int i = order.size() - 1; i > 0; i--) {
            Collections.swap(order, i, chance.nextInt(i + 1));
        }
        return order;
    }
}

package io.proconsul.app.cluster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bridge with 172.17.0.0/16 in a namespace of its own, called the host, and a namespace for each
 * agent on it. The host itself has 172.17.0.1 and reaches everybody.
 */
public final class Lan implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Nobody has it: what is sent there arrives nowhere, and the sender is not told. */
    private static final String NOBODY = "02:00:00:00:00:99";

    private final String prefix =
            "pc-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet() + "-";
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final Namespace host;

    /** Where an agent runs: its namespace, its port of the bridge, its address. */
    private record Place(Namespace namespace, String port, String address) {}

    public Lan() {
        host = Namespace.create(prefix + "host");
        host.ip("link add br0 type bridge");
        host.ip("addr add 172.17.0.1/16 dev br0");
        host.ip("link set br0 up");
        Command.run(host.inside(List.of("sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward")))
                .orFail();
    }

    public Namespace host() {
        return host;
    }

    /** A new namespace on the bridge with an address of 172.17.0.0/16. */
    public Namespace join(String name, String address) {
        Namespace namespace = Namespace.create(prefix + name);
        String port = "port" + places.size();
        places.put(name, new Place(namespace, port, address));
        host.ip("link add " + port + " type veth peer name eth0 netns " + namespace.name());
        host.ip("link set " + port + " master br0 up");
        namespace.ip("addr add " + address + "/16 dev eth0");
        namespace.ip("link set eth0 up");
        namespace.ip("route add default via 172.17.0.1");
        return namespace;
    }

    /** A new namespace in a network of its own (of 256 addresses), routed to the bridge. */
    public Namespace joinRouted(String name, String address) {
        Namespace namespace = Namespace.create(prefix + name);
        String port = "port" + places.size();
        String gateway = address.substring(0, address.lastIndexOf('.')) + ".1";
        places.put(name, new Place(namespace, port, address));
        host.ip("link add " + port + " type veth peer name eth0 netns " + namespace.name());
        host.ip("addr add " + gateway + "/24 dev " + port);
        host.ip("link set " + port + " up");
        namespace.ip("addr add " + address + "/24 dev eth0");
        namespace.ip("link set eth0 up");
        namespace.ip("route add default via " + gateway);
        return namespace;
    }

    public String address(String name) {
        return place(name).address();
    }

    /** Gives an agent that does not run another address of 172.17.0.0/16. */
    public void move(String name, String address) {
        Place place = place(name);
        place.namespace().ip("addr flush dev eth0");
        place.namespace().ip("addr add " + address + "/16 dev eth0");
        place.namespace().ip("route add default via 172.17.0.1");
        places.put(name, new Place(place.namespace(), place.port(), address));
    }

    /** From now on nothing that the one sends reaches the other; the way back is as it was. */
    public void cut(String from, String to) {
        place(from)
                .namespace()
                .ip(
                        "neigh replace "
                                + address(to)
                                + " lladdr "
                                + NOBODY
                                + " dev eth0 nud permanent");
    }

    /** Takes the agent's cable out of the bridge. */
    public void unplug(String name) {
        host.ip("link set " + place(name).port() + " down");
    }

    /** All links are as they were in the beginning. */
    public void heal() {
        for (Place place : places.values()) {
            host.ip("link set " + place.port() + " up");
            place.namespace().ip("neigh flush dev eth0 nud permanent");
        }
    }

    private Place place(String name) {
        Place place = places.get(name);
        if (place == null) {
            throw new IllegalArgumentException(name);
        }
        return place;
    }

    @Override
    public void close() {
        for (Place place : new ArrayList<>(places.values())) {
            place.namespace().close();
        }
        host.close();
    }
}

package io.proconsul.config.address;

import io.proconsul.config.address.InterfaceAddress.Flag;
import io.proconsul.runtime.disk.Disk;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The interfaces of the machine we run on. The default route is read from Linux's route table. */
public final class SystemInterfaces implements Interfaces {
    private static final Path ROUTES = Path.of("/proc/net/route");
    private static final String DEFAULT_DESTINATION = "00000000";

    private final Disk disk;

    public SystemInterfaces(Disk disk) {
        this.disk = disk;
    }

    @Override
    public List<InterfaceAddress> addresses() throws IOException {
        var addresses = new ArrayList<InterfaceAddress>();
        var interfaces =
                NetworkInterface.networkInterfaces()
                        .sorted(Comparator.comparingInt(NetworkInterface::getIndex))
                        .toList();
        for (NetworkInterface each : interfaces) {
            addAddresses(each, addresses);
        }
        return addresses;
    }

    /** The JDK lists the addresses of an interface in reverse of the kernel's order. */
    private static void addAddresses(NetworkInterface each, List<InterfaceAddress> to)
            throws IOException {
        Set<Flag> flags = flags(each);
        each.getInterfaceAddresses().reversed().stream()
                .map(address ->
                        new IpNetwork(withoutScope(address), address.getNetworkPrefixLength()))
                .sorted(Comparator.comparingInt(IpNetwork::bits))
                .forEach(network -> to.add(new InterfaceAddress(each.getName(), flags, network)));
    }

    private static InetAddress withoutScope(java.net.InterfaceAddress address) {
        return Ip.of(address.getAddress().getAddress());
    }

    private static Set<Flag> flags(NetworkInterface each) throws IOException {
        var flags = EnumSet.noneOf(Flag.class);
        put(flags, Flag.UP, each.isUp());
        put(flags, Flag.LOOPBACK, each.isLoopback());
        put(flags, Flag.POINT_TO_POINT, each.isPointToPoint());
        put(flags, Flag.MULTICAST, each.supportsMulticast());
        boolean broadcast =
                each.getInterfaceAddresses().stream()
                        .anyMatch(address -> address.getBroadcast() != null);
        put(flags, Flag.BROADCAST, broadcast && !each.isLoopback());
        return flags;
    }

    private static void put(Set<Flag> flags, Flag flag, boolean on) {
        if (on) {
            flags.add(flag);
        }
    }

    @Override
    public Optional<String> defaultInterface() throws IOException {
        Optional<byte[]> table = disk.read(ROUTES);
        return table.map(content -> new String(content, StandardCharsets.US_ASCII))
                .flatMap(SystemInterfaces::defaultIn);
    }

    /** Each line has an interface, its destination and further columns. */
    static Optional<String> defaultIn(String routes) {
        return routes.lines()
                .map(line -> line.split("\\s+"))
                .filter(columns -> columns.length > 1 && columns[1].equals(DEFAULT_DESTINATION))
                .map(columns -> columns[0])
                .findFirst();
    }
}

package io.proconsul.config.address;

import java.net.InetAddress;
import java.util.Set;

/**
 * One address of one network interface of this machine.
 *
 * @param interfaceName {@code eth0}
 * @param flags what the interface is and can do
 * @param network the address and its network
 */
public record InterfaceAddress(String interfaceName, Set<Flag> flags, IpNetwork network) {
    public InterfaceAddress {
        flags = Set.copyOf(flags);
    }

    /** Properties of an interface, in the order in which they are printed. */
    public enum Flag {
        UP("up"),
        BROADCAST("broadcast"),
        LOOPBACK("loopback"),
        POINT_TO_POINT("pointtopoint"),
        MULTICAST("multicast");

        private final String word;

        Flag(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /** The address alone. */
    public InetAddress address() {
        return network.address();
    }

    InterfaceAddress with(IpNetwork other) {
        return new InterfaceAddress(interfaceName, flags, other);
    }

    @Override
    public String toString() {
        return network + " " + interfaceName;
    }
}

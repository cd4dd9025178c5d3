package io.proconsul.config.address;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What there is to know about the network interfaces of this machine. */
public interface Interfaces {
    /** All addresses of all interfaces: by interface, IPv4 first. */
    List<InterfaceAddress> addresses() throws IOException;

    /** The name of the interface with the default route; empty when there is none. */
    Optional<String> defaultInterface() throws IOException;
}

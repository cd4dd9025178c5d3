package io.proconsul.config.address;

import io.proconsul.config.address.InterfaceAddress.Flag;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A machine whose interfaces a test sets up. */
public final class FakeInterfaces implements Interfaces {
    private static final Set<Flag> ORDINARY = EnumSet.of(Flag.UP, Flag.BROADCAST, Flag.MULTICAST);

    private final List<InterfaceAddress> addresses = new ArrayList<>();
    private @Nullable String defaultInterface;
    private boolean broken;

    /** Loopback with its usual two addresses. */
    public FakeInterfaces withLoopback() {
        return with("lo", EnumSet.of(Flag.UP, Flag.LOOPBACK), "127.0.0.1/8", "::1/128");
    }

    /** An interface that is up. */
    public FakeInterfaces with(String name, String... networks) {
        return with(name, ORDINARY, networks);
    }

    /** An interface. */
    public FakeInterfaces with(String name, Set<Flag> flags, String... networks) {
        for (String network : networks) {
            IpNetwork parsed = Objects.requireNonNull(IpNetwork.parse(network), network);
            addresses.add(new InterfaceAddress(name, flags, parsed));
        }
        return this;
    }

    public FakeInterfaces withDefault(String name) {
        defaultInterface = name;
        return this;
    }

    public FakeInterfaces broken() {
        broken = true;
        return this;
    }

    @Override
    public List<InterfaceAddress> addresses() throws IOException {
        if (broken) {
            throw new IOException("no such device");
        }
        return addresses;
    }

    @Override
    public Optional<String> defaultInterface() {
        return Optional.ofNullable(defaultInterface);
    }
}

package io.proconsul.agent.check;

import io.proconsul.runtime.net.Dialer;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/** Connects and hangs up. */
record TcpProbe(Dialer dialer, String address, Duration timeout) implements Probe {
    @Override
    public Outcome run() {
        int colon = address.lastIndexOf(':');
        if (colon < 0 || address.endsWith("]")) {
            return broken("missing port in address");
        }
        String host = address.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (!bracketed && host.indexOf(':') >= 0) {
            return broken("too many colons in address");
        }
        int port = port(address.substring(colon + 1));
        if (port < 0) {
            return Outcome.critical(
                    "dial tcp: address %s: invalid port".formatted(address.substring(colon + 1)));
        }
        return dialled(bracketed ? host.substring(1, host.length() - 1) : host, port);
    }

    private Outcome broken(String why) {
        return Outcome.critical("dial tcp: address " + address + ": " + why);
    }

    private static int port(String text) {
        boolean digits = text.matches("[0-9]{1,5}");
        return digits && Integer.parseInt(text) <= 65535 ? Integer.parseInt(text) : -1;
    }

    private Outcome dialled(String host, int port) {
        try (Socket connected = dialer.dial(host, port, timeout)) {
            return Outcome.passing(
                    "TCP connect " + address + ": " + (connected.isConnected() ? "Success" : ""));
        } catch (IOException failure) {
            return Outcome.critical(String.valueOf(failure.getMessage()));
        }
    }
}

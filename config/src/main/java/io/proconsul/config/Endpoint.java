package io.proconsul.config;

import io.proconsul.config.address.Ip;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Where something listens or is reached. */
public sealed interface Endpoint {
    /** A TCP port. */
    record Tcp(InetAddress ip, int port) implements Endpoint {
        /** For binding or connecting. */
        public InetSocketAddress socketAddress() {
            return new InetSocketAddress(ip, port);
        }

        @Override
        public String toString() {
            return "tcp://" + hostPort();
        }

        /** {@code 127.0.0.1:8500}. */
        public String hostPort() {
            return Ip.text(ip, port);
        }
    }

    /** A UDP port. */
    record Udp(InetAddress ip, int port) implements Endpoint {
        /** For binding. */
        public InetSocketAddress socketAddress() {
            return new InetSocketAddress(ip, port);
        }

        @Override
        public String toString() {
            return "udp://" + Ip.text(ip, port);
        }
    }

    /** A Unix socket; the path as configured. */
    record Unix(String path) implements Endpoint {
        @Override
        public String toString() {
            return "unix://" + path;
        }
    }

    /** Whether an address stands for all addresses of the machine. */
    static boolean isAny(InetAddress ip) {
        return ip.isAnyLocalAddress();
    }

    /** Whether an address is of version 6. */
    static boolean isSix(InetAddress ip) {
        return ip instanceof Inet6Address;
    }
}

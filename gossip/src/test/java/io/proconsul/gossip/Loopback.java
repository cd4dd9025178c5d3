package io.proconsul.gossip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;

/**
 * Loopback addresses that nobody else uses while this is open: 127.72.N.1 to 127.72.N.253, with an
 * N of our own. A bound socket marks them as taken, so tests that run side by side, in one process
 * or in many, do not meet.
 */
final class Loopback implements AutoCloseable {
    private static final int NETS = 250;
    private static final int MARK = 254;
    private static final int PORT = 7946;

    private final int net;
    private final DatagramSocket mark;

    private Loopback(int net, DatagramSocket mark) {
        this.net = net;
        this.mark = mark;
    }

    static Loopback take() {
        for (int net = 1; net <= NETS; net++) {
            try {
                return new Loopback(
                        net, new DatagramSocket(new InetSocketAddress(ip(net, MARK), PORT)));
            } catch (IOException taken) {
                // the next one may be free
            }
        }
        throw new UncheckedIOException(new IOException("all of 127.72.x.x is taken"));
    }

    private static String ip(int net, int host) {
        return "127.72." + net + "." + host;
    }

    String ip(int host) {
        return ip(net, host);
    }

    @Override
    public void close() {
        mark.close();
    }
}

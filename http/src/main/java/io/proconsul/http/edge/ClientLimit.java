package io.proconsul.http.edge;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * How many connections each address has open. What exceeds the limit is reset without an answer, as
 * the reference does; we also say so once, with the setting's name. Any thread. The map is bounded
 * by the number of open connections.
 */
final class ClientLimit {
    private static final Logger LOG = LoggerFactory.getLogger("agent.http");

    private final int limit;
    private final Map<InetAddress, Tally> clients = new HashMap<>(); // under this object's lock

    /**
     * @param limit connections per address; 0 for any number
     */
    ClientLimit(int limit) {
        this.limit = limit;
    }

    /** Whether the address may open one more; {@link #release} follows when it did. */
    synchronized boolean admit(InetAddress address) {
        if (limit <= 0) {
            return true;
        }
        Tally tally = clients.computeIfAbsent(address, key -> new Tally());
        if (tally.open < limit) {
            tally.open++;
            return true;
        }
        tell(address, tally);
        return false;
    }

    private void tell(InetAddress address, Tally tally) {
        if (!tally.told) {
            tally.told = true;
            LOG.atWarn()
                    .addKeyValue("from", address.getHostAddress())
                    .addKeyValue("limit", limit)
                    .addKeyValue("setting", "limits.http_max_conns_per_client")
                    .log("Refusing connections of a client that has too many");
        }
    }

    /** A connection that was admitted is closed. */
    synchronized void release(InetAddress address) {
        Tally tally = clients.get(address);
        if (tally == null) {
            return;
        }
        tally.open--;
        if (tally.open == 0) {
            clients.remove(address);
        } else if (tally.open <= limit / 2) {
            tally.told = false;
        }
    }

    private static final class Tally {
        int open;

        /** Said already, and still close to the limit. */
        boolean told;
    }
}

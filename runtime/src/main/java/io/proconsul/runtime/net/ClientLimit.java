package io.proconsul.runtime.net;

import org.slf4j.Logger;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * How many connections each address has open. What exceeds the limit is for the caller to close
 * without an answer, as the reference does; here it is said once, with the setting's name. Any
 * thread. The map is bounded by the number of open connections.
 */
public final class ClientLimit {
    private final int limit;
    private final String setting;
    private final Logger log;
    private final Map<InetAddress, Tally> clients = new HashMap<>(); // under this object's lock

    /**
     * @param limit connections per address; 0 for any number
     * @param setting the name of the limit in the configuration
     * @param log where it is said that somebody exceeds it
     */
    public ClientLimit(int limit, String setting, Logger log) {
        this.limit = limit;
        this.setting = setting;
        this.log = log;
    }

    /** Whether the address may open one more; {@link #release} follows when it did. */
    public synchronized boolean admit(InetAddress address) {
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
            log.atWarn()
                    .addKeyValue("from", address.getHostAddress())
                    .addKeyValue("limit", limit)
                    .addKeyValue("setting", setting)
                    .log("Refusing connections of a client that has too many");
        }
    }

    /** A connection that was admitted is closed. */
    public synchronized void release(InetAddress address) {
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

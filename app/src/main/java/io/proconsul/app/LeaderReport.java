package io.proconsul.app;

import io.proconsul.server.LeaderListener;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells in the log who leads, and all agents that this server does. Called on one thread. */
final class LeaderReport implements LeaderListener {
    private static final Logger LOG = LoggerFactory.getLogger("agent.server");

    private final Runnable tellAll;
    private boolean led;
    private String known = "";

    /**
     * @param tellAll tells the agents of the datacenter that this server leads now
     */
    LeaderReport(Runnable tellAll) {
        this.tellAll = tellAll;
    }

    @Override
    public void leaderChanged(boolean leads, String address) {
        if (leads && !led) {
            LOG.info("cluster leadership acquired");
            tellAll.run();
        } else if (!leads && led) {
            LOG.info("cluster leadership lost");
        }
        if (address.isEmpty() && !known.isEmpty()) {
            LOG.warn("no cluster leader");
        }
        led = leads;
        known = address;
    }
}

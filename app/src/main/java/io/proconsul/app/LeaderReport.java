package io.proconsul.app;

import io.proconsul.server.LeaderListener;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells in the log who leads, each change once. Called on one thread. */
final class LeaderReport implements LeaderListener {
    private static final Logger LOG = LoggerFactory.getLogger("agent.server");

    private final String nodeName;
    private boolean led;
    private String known = "";

    LeaderReport(String nodeName) {
        this.nodeName = nodeName;
    }

    @Override
    public void leaderChanged(boolean leads, String address) {
        if (leads && !led) {
            LOG.info("cluster leadership acquired");
            LOG.atInfo().addKeyValue("payload", nodeName).log("New leader elected");
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

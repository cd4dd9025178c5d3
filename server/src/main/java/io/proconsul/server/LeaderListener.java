package io.proconsul.server;

/** Wants to know who leads. Called in order on the notifier, which it must not hold up. */
public interface LeaderListener {
    /**
     * @param leads whether this server leads now and knows all that was committed
     * @param leaderAddress {@code host:port} of the leader; empty while there is none
     */
    void leaderChanged(boolean leads, String leaderAddress);
}

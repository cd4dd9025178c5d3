package io.proconsul.gossip.swim;

import java.time.Duration;

/**
 * The tunables of failure detection and gossip, with what turning each of them costs.
 *
 * @param probeInterval how often one member is probed; shorter finds failures sooner and sends more
 * @param probeTimeout how long a direct answer may take before others are asked; above the round
 *     trip of nearly all members
 * @param suspicionMultiplier how long a suspect may defend itself; more means fewer false alarms
 *     and later true ones
 * @param suspicionMaxMultiplier how many times longer an accusation waits that nobody confirms
 * @param gossipInterval how often news is passed on; shorter spreads faster and sends more packets
 * @param gossipNodes to how many members news is passed at a time
 * @param gossipToTheDead how long a dead member still gets news, so that it can object
 * @param pushPullInterval how often whole tables are exchanged; heals what gossip missed, at a cost
 *     that grows with the pool
 * @param streamTimeout how long one stream exchange may take
 * @param indirectChecks how many others are asked to probe a silent member
 * @param retransmitMultiplier how often one piece of news is sent, times the logarithm of the pool
 * @param healthLimit one above the worst health score; probes stretch by at most this factor
 * @param packetBytes the longest datagram we build; below the path MTU
 * @param deadReclaim after what time the name of a dead member may be taken by another address
 */
public record SwimSettings(
        Duration probeInterval,
        Duration probeTimeout,
        int suspicionMultiplier,
        int suspicionMaxMultiplier,
        Duration gossipInterval,
        int gossipNodes,
        Duration gossipToTheDead,
        Duration pushPullInterval,
        Duration streamTimeout,
        int indirectChecks,
        int retransmitMultiplier,
        int healthLimit,
        int packetBytes,
        Duration deadReclaim) {

    private static final int HEALTH_LIMIT = 8;
    private static final int PACKET_BYTES = 1400;
    private static final Duration RECLAIM = Duration.ofSeconds(30);

    public SwimSettings {
        positive(probeInterval, "probe interval");
        positive(probeTimeout, "probe timeout");
        positive(gossipInterval, "gossip interval");
        positive(pushPullInterval, "push/pull interval");
        positive(streamTimeout, "stream timeout");
    }

    private static void positive(Duration duration, String name) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException("the " + name + " is " + duration);
        }
    }

    /** One site: round trips well under a second. */
    public static SwimSettings lan() {
        return new SwimSettings(
                Duration.ofSeconds(1),
                Duration.ofMillis(500),
                4,
                6,
                Duration.ofMillis(200),
                3,
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                3,
                4,
                HEALTH_LIMIT,
                PACKET_BYTES,
                RECLAIM);
    }

    /** Between sites: slow and lossy links, few members. */
    public static SwimSettings wan() {
        return new SwimSettings(
                Duration.ofSeconds(5),
                Duration.ofSeconds(3),
                6,
                6,
                Duration.ofMillis(500),
                4,
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                3,
                4,
                HEALTH_LIMIT,
                PACKET_BYTES,
                RECLAIM);
    }

    /** One machine: nothing is lost and answers come at once. */
    public static SwimSettings local() {
        return new SwimSettings(
                Duration.ofSeconds(1),
                Duration.ofMillis(200),
                3,
                6,
                Duration.ofMillis(100),
                3,
                Duration.ofSeconds(15),
                Duration.ofSeconds(15),
                Duration.ofSeconds(1),
                1,
                2,
                HEALTH_LIMIT,
                PACKET_BYTES,
                RECLAIM);
    }

    /** The same with other probing; what {@code gossip_lan} and {@code gossip_wan} may change. */
    public SwimSettings withProbing(Duration interval, Duration timeout, int suspicion) {
        return new SwimSettings(
                interval,
                timeout,
                suspicion,
                suspicionMaxMultiplier,
                gossipInterval,
                gossipNodes,
                gossipToTheDead,
                pushPullInterval,
                streamTimeout,
                indirectChecks,
                retransmitMultiplier,
                healthLimit,
                packetBytes,
                deadReclaim);
    }

    /** The same with other spreading of news. */
    public SwimSettings withGossip(Duration interval, int nodes, int retransmit) {
        return new SwimSettings(
                probeInterval,
                probeTimeout,
                suspicionMultiplier,
                suspicionMaxMultiplier,
                interval,
                nodes,
                gossipToTheDead,
                pushPullInterval,
                streamTimeout,
                indirectChecks,
                retransmit,
                healthLimit,
                packetBytes,
                deadReclaim);
    }

    /**
     * How often one piece of news is sent in a pool of {@code members}: the multiplier times the
     * logarithm to base 10 of one more, rounded up, which is the number of digits.
     */
    public int transmitLimit(int members) {
        int digits = 0;
        for (int left = members; left > 0; left /= 10) {
            digits++;
        }
        return retransmitMultiplier * digits;
    }
}

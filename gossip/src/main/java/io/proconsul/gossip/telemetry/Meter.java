package io.proconsul.gossip.telemetry;

/**
 * Something that a pool counts or measures. Names and kinds were observed on 1.8.7; times are in
 * milliseconds, lengths in bytes.
 */
public enum Meter {
    /** Words of a member about itself that were news. */
    ALIVE("memberlist.msg.alive", Kind.COUNTER),
    SUSPECT("memberlist.msg.suspect", Kind.COUNTER),
    DEAD("memberlist.msg.dead", Kind.COUNTER),

    /** Probes that took longer than they should because we do not trust ourselves. */
    DEGRADED_PROBE("memberlist.degraded.probe", Kind.COUNTER),

    /** Members that were given up although fewer accused them than there could have been. */
    DEGRADED_TIMEOUT("memberlist.degraded.timeout", Kind.COUNTER),
    HEALTH("memberlist.health.score", Kind.GAUGE),

    /** The time of one round, which takes place only while there is news. */
    GOSSIP("memberlist.gossip", Kind.SAMPLE),
    PROBE("memberlist.probeNode", Kind.SAMPLE),
    PUSH_PULL("memberlist.pushPullNode", Kind.SAMPLE),
    UDP_SENT("memberlist.udp.sent", Kind.COUNTER),
    UDP_RECEIVED("memberlist.udp.received", Kind.COUNTER),
    TCP_ACCEPT("memberlist.tcp.accept", Kind.COUNTER),
    TCP_CONNECT("memberlist.tcp.connect", Kind.COUNTER),
    TCP_SENT("memberlist.tcp.sent", Kind.COUNTER),

    MEMBER_JOIN("serf.member.join", Kind.COUNTER),
    MEMBER_LEFT("serf.member.left", Kind.COUNTER),
    MEMBER_FAILED("serf.member.failed", Kind.COUNTER),
    MEMBER_UPDATE("serf.member.update", Kind.COUNTER),

    /** Members that came back within a minute after they had failed. */
    MEMBER_FLAP("serf.member.flap", Kind.COUNTER),

    /** User events, also by name. */
    EVENTS("serf.events", Kind.COUNTER),

    /** Queries, also by name. */
    QUERIES("serf.queries", Kind.COUNTER),
    QUERY_ACKS("serf.query_acks", Kind.COUNTER),
    QUERY_RESPONSES("serf.query_responses", Kind.COUNTER),
    MESSAGE_SENT("serf.msgs.sent", Kind.SAMPLE),
    MESSAGE_RECEIVED("serf.msgs.received", Kind.SAMPLE),
    INTENT_QUEUE("serf.queue.Intent", Kind.SAMPLE),
    EVENT_QUEUE("serf.queue.Event", Kind.SAMPLE),
    QUERY_QUEUE("serf.queue.Query", Kind.SAMPLE),
    SNAPSHOT_LINE("serf.snapshot.appendLine", Kind.SAMPLE),
    SNAPSHOT_COMPACT("serf.snapshot.compact", Kind.SAMPLE),
    COORDINATE_ADJUSTMENT("serf.coordinate.adjustment-ms", Kind.SAMPLE),
    COORDINATE_REJECTED("serf.coordinate.rejected", Kind.COUNTER);

    enum Kind {
        COUNTER,
        SAMPLE,
        GAUGE
    }

    private final String metric;
    private final Kind kind;

    Meter(String metric, Kind kind) {
        this.metric = metric;
        this.kind = kind;
    }

    /** Its name, without the agent's prefix. */
    public String metric() {
        return metric;
    }

    Kind kind() {
        return kind;
    }
}

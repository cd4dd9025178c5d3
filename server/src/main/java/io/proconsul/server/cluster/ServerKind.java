package io.proconsul.server.cluster;

/** Whether a server can take part in our log. Consul's servers speak another protocol of Raft. */
enum ServerKind {
    OURS,
    /** A genuine server of Consul that has no peers yet. */
    CONSUL,
    /** A genuine server of Consul that has a log, or waits for peers it knows. */
    CONSUL_WITH_LOG
}

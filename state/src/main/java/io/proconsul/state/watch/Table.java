package io.proconsul.state.watch;

/** The tables whose lists can be watched as a whole. */
public enum Table {
    NODES,
    SERVICES,
    CHECKS,
    SESSIONS,
    COORDINATES,
    PREPARED_QUERIES,
    FEDERATION_STATES
}

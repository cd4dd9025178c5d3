package io.proconsul.agent.local;

/** Where a registration came from. */
public enum Origin {
    /** A configuration file: never written to the data folder, replaced on reload. */
    FILE("local"),
    /** The API. */
    API("remote"),
    /** The agent itself: maintenance mode. */
    AGENT("local");

    private final String stored;

    Origin(String stored) {
        this.stored = stored;
    }

    /** The word in the data folder. */
    public String stored() {
        return stored;
    }

    /** What a word in the data folder means; nothing from a configuration file is ever there. */
    public static Origin ofStored(String stored) {
        return stored.equals(AGENT.stored) ? AGENT : API;
    }
}

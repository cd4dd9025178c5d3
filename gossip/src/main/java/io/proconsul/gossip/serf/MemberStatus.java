package io.proconsul.gossip.serf;

import java.util.Locale;

/** What Serf thinks of a member (wire reference, section 7.2). */
public enum MemberStatus {
    NONE(0),
    ALIVE(1),
    /** Said that it will leave, and has not gone yet. */
    LEAVING(2),
    LEFT(3),
    FAILED(4);

    private static final MemberStatus[] BY_CODE = {NONE, ALIVE, LEAVING, LEFT, FAILED};

    private final byte code;

    MemberStatus(int code) {
        this.code = (byte) code;
    }

    /** The number on the wire and in the HTTP interface. */
    public byte code() {
        return code;
    }

    static MemberStatus of(int code) {
        return BY_CODE[code];
    }

    /** As {@code members} prints it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package io.proconsul.gossip.wire;

/** What memberlist thinks of a member. */
public enum PeerState {
    ALIVE(0),
    SUSPECT(1),
    DEAD(2),
    LEFT(3);

    private static final PeerState[] BY_CODE = {ALIVE, SUSPECT, DEAD, LEFT};

    private final byte code;

    PeerState(int code) {
        this.code = (byte) code;
    }

    /** The number on the wire. */
    public byte code() {
        return code;
    }

    public static PeerState of(int code) {
        return BY_CODE[code];
    }

    static PeerState read(int code) throws WireException {
        if (code >= BY_CODE.length) {
            throw new WireException("there is no member state " + code);
        }
        return BY_CODE[code];
    }
}

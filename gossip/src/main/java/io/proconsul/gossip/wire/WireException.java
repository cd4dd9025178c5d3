package io.proconsul.gossip.wire;

/** Bytes from the network that do not follow the format. Carries no stack: strangers cause it. */
public final class WireException extends Exception {
    /** Whether more bytes could still turn this into a whole message. */
    private final boolean cutShort;

    private final String text;

    WireException(String message) {
        this(message, false);
    }

    private WireException(String message, boolean cutShort) {
        super(message, null, false, false);
        this.text = message;
        this.cutShort = cutShort;
    }

    static WireException cutShort(String what) {
        return new WireException(what + " is cut short", true);
    }

    @Override
    public String getMessage() {
        return text;
    }

    /** Whether the bytes are a good beginning that ends too early. */
    public boolean isCutShort() {
        return cutShort;
    }
}

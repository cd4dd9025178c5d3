package io.proconsul.http.message;

import java.nio.charset.StandardCharsets;

/** The body of a request, whole, or what was wrong with it. */
public final class Received {
    public static final Received NOTHING = new Received(new byte[0], "");

    private final byte[] bytes;
    private final String flaw;

    private Received(byte[] bytes, String flaw) {
        this.bytes = bytes;
        this.flaw = flaw;
    }

    /** A whole body, not copied. */
    @SuppressWarnings("ArrayRecordComponent") // read by one handler, changed by nobody
    public static Received of(byte[] bytes) {
        return bytes.length == 0 ? NOTHING : new Received(bytes, "");
    }

    public static Received of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A body that broke off or was not framed as announced. */
    public static Received broken(String flaw) {
        return new Received(new byte[0], flaw);
    }

    /**
     * The bytes; must not be changed.
     *
     * @throws BrokenBodyException when they did not arrive as announced
     */
    public byte[] bytes() throws BrokenBodyException {
        if (!flaw.isEmpty()) {
            throw new BrokenBodyException(flaw);
        }
        return bytes;
    }
}

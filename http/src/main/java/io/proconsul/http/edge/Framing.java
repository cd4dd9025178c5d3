package io.proconsul.http.edge;

/**
 * How a request's body and connection are handled, as its headers say.
 *
 * @param bodyLength bytes announced; 0 for none, {@link #CHUNKED} when it comes in chunks
 * @param http10 answered in HTTP/1.0
 * @param persistent the client wants to go on with this connection
 * @param expectation what it waits for before it sends the body
 */
record Framing(long bodyLength, boolean http10, boolean persistent, Expectation expectation) {
    static final long CHUNKED = -1;

    /** HTTP/1.1 without a body. */
    static final Framing PLAIN = new Framing(0, false, true, Expectation.NOTHING);

    boolean hasBody() {
        return bodyLength != 0;
    }

    /** What stands in {@code Expect}. */
    enum Expectation {
        NOTHING,
        CONTINUE,
        UNKNOWN
    }
}

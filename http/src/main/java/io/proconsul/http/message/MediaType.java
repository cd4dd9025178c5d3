package io.proconsul.http.message;

/** {@code Content-Type} headers. */
public final class MediaType {
    private static final HeaderName NAME = new HeaderName("Content-Type");

    public static final Header JSON = NAME.of("application/json");

    /** Errors, and whatever else the reference leaves to be guessed from its text. */
    public static final Header TEXT = NAME.of("text/plain; charset=utf-8");

    public static final Header PLAIN = NAME.of("text/plain");
    public static final Header HTML = NAME.of("text/html; charset=utf-8");

    private MediaType() {}

    public static Header of(String type) {
        return NAME.of(type);
    }
}

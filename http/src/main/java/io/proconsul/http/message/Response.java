package io.proconsul.http.message;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * An answer in the making. Belongs to the one request it answers; its headers and content may be
 * shared constants. The edge adds {@code Date} and what frames the content.
 */
public final class Response {
    /** How many header lines an answer usually has. */
    private static final int USUAL_HEADERS = 8;

    private int status;
    private final List<Header> headers = new ArrayList<>(USUAL_HEADERS);
    private Payload payload;
    private boolean closing;

    private Response(int status, Payload payload) {
        this.status = status;
        this.payload = payload;
    }

    /** Nothing but a status. */
    public static Response empty(int status) {
        return new Response(status, Content.EMPTY);
    }

    public static Response of(int status, Header mediaType, Payload payload) {
        return new Response(status, payload).with(mediaType);
    }

    /** A text, as errors are answered: no line feed behind it; no media type when it is empty. */
    public static Response text(int status, String text) {
        return text.isEmpty() ? empty(status) : of(status, MediaType.TEXT, Content.of(text));
    }

    /** Adds a header line. */
    public Response with(Header header) {
        headers.add(header);
        return this;
    }

    /** Replaces the status. */
    public Response withStatus(int other) {
        status = other;
        return this;
    }

    /** Replaces the payload, as compression does. */
    public Response carrying(Payload other) {
        payload = other;
        return this;
    }

    /** The connection ends behind this answer. */
    public Response closing() {
        closing = true;
        return this;
    }

    public int status() {
        return status;
    }

    public List<Header> headers() {
        return headers;
    }

    /** The value of the first header of that name; null when there is none. */
    public @Nullable String header(String name) {
        return headers.stream()
                .filter(header -> header.name().toString().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst()
                .orElse(null);
    }

    public Payload payload() {
        return payload;
    }

    public boolean isClosing() {
        return closing;
    }

    @Override
    public String toString() {
        return status + " " + headers + " " + payload;
    }
}

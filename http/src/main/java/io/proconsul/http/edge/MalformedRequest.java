package io.proconsul.http.edge;

/**
 * What came is not a request. The text is both the status line's and the body: {@code 400 Bad
 * Request: missing required Host header}.
 */
final class MalformedRequest extends Exception {
    private static final long serialVersionUID = 1;

    private final String status;
    private final String body;

    private MalformedRequest(String status, String body) {
        super(body, null, false, false);
        this.status = status;
        this.body = body;
    }

    /** Nothing more can be said about it. */
    static MalformedRequest bad() {
        return new MalformedRequest("400 Bad Request", "400 Bad Request");
    }

    static MalformedRequest bad(String why) {
        return new MalformedRequest("400 Bad Request: " + why, "400 Bad Request: " + why);
    }

    static MalformedRequest headTooLarge() {
        String text = "431 Request Header Fields Too Large";
        return new MalformedRequest(text, text);
    }

    static MalformedRequest unknownTransferEncoding() {
        return new MalformedRequest("501 Not Implemented", "Unsupported transfer encoding");
    }

    String status() {
        return status;
    }

    String body() {
        return body;
    }
}

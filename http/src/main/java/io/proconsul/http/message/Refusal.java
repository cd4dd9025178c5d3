package io.proconsul.http.message;

/** The request cannot be answered as asked; the text is what the client gets to see. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    private Refusal(int status, String text) {
        super(text, null, false, false);
        this.status = status;
    }

    public static Refusal of(int status, String text) {
        return new Refusal(status, text);
    }

    /** 400 with the bare text. */
    public static Refusal invalid(String text) {
        return new Refusal(400, text);
    }

    /** 400 with the words that some endpoints of the reference put in front. */
    public static Refusal badRequest(String text) {
        return new Refusal(400, "Bad request: " + text);
    }

    /** 404; the text may be empty. */
    public static Refusal notFound(String text) {
        return new Refusal(404, text);
    }

    /** 500, which the reference answers for many a mistake of the client too. */
    public static Refusal failed(String text) {
        return new Refusal(500, text);
    }

    public Response response() {
        return Response.text(status, String.valueOf(getMessage()));
    }
}

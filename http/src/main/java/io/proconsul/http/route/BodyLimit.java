package io.proconsul.http.route;

import io.proconsul.http.message.Response;

/**
 * How large a request's body may be, and what is said about larger ones.
 *
 * @param bytes the largest body; 0 when bodies are not looked at
 * @param setting the name of the setting that can change it
 */
public record BodyLimit(long bytes, String setting) {
    private static final String OPTIONS = "https://www.consul.io/docs/agent/options.html#";

    /** Nobody looks at bodies here. */
    public static final BodyLimit NONE = new BodyLimit(0, "");

    /**
     * For bodies of JSON. The reference has no limit here; ours is far above what makes sense and
     * keeps one client from filling the memory.
     */
    public static final BodyLimit JSON = new BodyLimit(16L << 20, "");

    /**
     * The answer to a body that is larger.
     *
     * @param announced its length; -1 when it is not known
     */
    Response tooLarge(long announced) {
        String size = announced < 0 ? "" : "(" + announced + " bytes)";
        String advice = setting.isEmpty() ? "" : " See " + OPTIONS + setting + ".";
        return Response.text(
                413, "Request body" + size + " too large, max size: " + bytes + " bytes." + advice);
    }
}

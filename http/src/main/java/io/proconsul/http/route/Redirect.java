package io.proconsul.http.route;

import io.proconsul.http.message.Content;
import io.proconsul.http.message.HeaderName;
import io.proconsul.http.message.MediaType;
import io.proconsul.http.message.Response;

/** The answer that sends a client elsewhere for good. */
public final class Redirect {
    private static final HeaderName LOCATION = new HeaderName("Location");

    private Redirect() {}

    /**
     * 301, with a link for people where the method can show one.
     *
     * @param location an encoded path, perhaps with a query string
     */
    public static Response to(String location, String method) {
        boolean shown = method.equals("GET") || method.equals("HEAD");
        Response response =
                shown
                        ? Response.of(301, MediaType.HTML, Content.of(page(location)))
                        : Response.empty(301);
        return response.with(LOCATION.of(location));
    }

    private static String page(String location) {
        String shown =
                location.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&#34;")
                        .replace("'", "&#39;");
        return "<a href=\"" + shown + "\">Moved Permanently</a>.\n\n";
    }
}

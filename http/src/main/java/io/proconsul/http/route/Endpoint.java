package io.proconsul.http.route;

/** What answers one method of a route, and how much body it takes. */
public record Endpoint(String method, Handler handler, BodyLimit limit) {
    public static Endpoint get(Handler handler) {
        return new Endpoint("GET", handler, BodyLimit.NONE);
    }

    public static Endpoint delete(Handler handler) {
        return new Endpoint("DELETE", handler, BodyLimit.NONE);
    }

    /** A PUT whose body nobody looks at. */
    public static Endpoint put(Handler handler) {
        return new Endpoint("PUT", handler, BodyLimit.NONE);
    }

    /** A PUT with a body of JSON. */
    public static Endpoint putJson(Handler handler) {
        return new Endpoint("PUT", handler, BodyLimit.JSON);
    }

    /** A PUT with a body up to that limit. */
    public static Endpoint put(Handler handler, BodyLimit limit) {
        return new Endpoint("PUT", handler, limit);
    }
}

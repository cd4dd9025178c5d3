package io.proconsul.http.route;

/** Where families of endpoints put themselves. */
public final class EndpointTable {
    private final Routes routes;
    private final ApiRules rules;

    public EndpointTable(Routes routes, ApiRules rules) {
        this.routes = routes;
        this.rules = rules;
    }

    /**
     * Adds a route of the API.
     *
     * @param endpoints in the order in which {@code Allow} lists their methods
     */
    public EndpointTable add(String pattern, Endpoint... endpoints) {
        routes.add(pattern, new ApiRoute(pattern, rules, endpoints));
        return this;
    }

    /**
     * Adds a route that answers all methods without an endpoint itself, OPTIONS among them.
     *
     * @param otherwise answers them
     */
    public EndpointTable addWithOwnMethods(
            String pattern, Handler otherwise, Endpoint... endpoints) {
        routes.add(pattern, new ApiRoute(pattern, rules, otherwise, endpoints));
        return this;
    }
}

package io.proconsul.http.route;

import io.proconsul.http.message.Application;
import io.proconsul.http.message.Head;
import io.proconsul.http.message.Percent;
import io.proconsul.http.message.Response;
import io.proconsul.http.message.Target;

/** Sends each request to its route, after the checks that concern the path alone. */
public final class Site implements Application {
    private final Routes routes;
    private final boolean printablePathsOnly;

    /**
     * @param printablePathsOnly paths with other characters are refused; off with {@code
     *     disable_http_unprintable_char_filter}
     */
    public Site(Routes routes, boolean printablePathsOnly) {
        this.routes = routes;
        this.printablePathsOnly = printablePathsOnly;
    }

    @Override
    public Admission admit(Head head) {
        Target target = head.target();
        String path = target.path();
        if (path.equals("*")) {
            return new Settled(Response.empty(200)); // OPTIONS * asks whether we are there
        }
        if (printablePathsOnly && !target.isPrintable()) {
            return new Settled(Response.empty(400));
        }
        if (!CleanPath.isClean(path)) {
            return redirect(head, CleanPath.of(path));
        }
        return route(head, path);
    }

    private Admission route(Head head, String path) {
        if (routes.lacksSlash(path)) {
            return redirect(head, path + "/");
        }
        Routes.Found found = routes.find(path);
        return found == null
                ? new Settled(Response.empty(404))
                : found.route().admit(head, found.rest());
    }

    private static Settled redirect(Head head, String path) {
        String query = head.target().query();
        String location = Percent.encodePath(path) + (query.isEmpty() ? "" : "?" + query);
        return new Settled(Redirect.to(location, head.method()));
    }
}

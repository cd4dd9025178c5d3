package io.proconsul.http.route;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Patterns of paths. One that ends in a slash stands for everything below it, the others and the
 * root for themselves alone; the longest that fits wins. Filled once, then read by any thread.
 */
public final class Routes {
    private final Map<String, Route> exact = new HashMap<>();
    private final Map<String, Route> prefixes = new HashMap<>();

    /** The prefixes without their final slashes. */
    private final Set<String> slashless = new HashSet<>();

    /** Adds a route; a pattern can be given once. */
    public Routes add(String pattern, Route route) {
        boolean prefix = pattern.endsWith("/") && pattern.length() > 1;
        Map<String, Route> kind = prefix ? prefixes : exact;
        if (kind.putIfAbsent(pattern, route) != null) {
            throw new IllegalArgumentException("two routes for " + pattern);
        }
        if (prefix) {
            slashless.add(pattern.substring(0, pattern.length() - 1));
        }
        return this;
    }

    /** A route with the part of the path that its pattern leaves open. */
    record Found(Route route, String rest) {}

    /** The route of a cleaned path; null when there is none. */
    @Nullable Found find(String path) {
        Route known = exact.get(path);
        if (known != null) {
            return new Found(known, "");
        }
        for (int slash = path.lastIndexOf('/'); slash >= 0; slash = before(path, slash)) {
            Route route = prefixes.get(path.substring(0, slash + 1));
            if (route != null) {
                return new Found(route, path.substring(slash + 1));
            }
        }
        return null;
    }

    private static int before(String path, int slash) {
        return slash == 0 ? -1 : path.lastIndexOf('/', slash - 1);
    }

    /** Whether the path only lacks its final slash. */
    boolean lacksSlash(String path) {
        return slashless.contains(path) && !exact.containsKey(path);
    }
}

package io.proconsul.http.route;

import io.proconsul.http.message.Application.Admission;
import io.proconsul.http.message.Head;

/** What stands behind a pattern of paths. */
@FunctionalInterface
public interface Route {
    /**
     * Looks at a request that was sent here.
     *
     * @param rest what follows a pattern that ends in a slash, decoded; empty for the others
     */
    Admission admit(Head head, String rest);
}

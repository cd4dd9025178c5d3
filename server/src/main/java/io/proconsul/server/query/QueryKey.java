package io.proconsul.server.query;

import io.proconsul.model.query.Query;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.rpc.method.Method;
import io.proconsul.security.acl.Authorizer;

/**
 * What makes two calls the same question: method, arguments and permissions. How long to wait, from
 * which index, how consistent and under which name of equal rights plays no part; the filter does.
 */
record QueryKey(Method<?, ?> method, Query arguments, Authorizer authorizer) {
    /** What a question without a kept answer costs, beside its arguments. */
    private static final long OWN_BYTES = 512;

    /** About what it costs to remember the question; filters and names can be long. */
    long bytes() {
        return OWN_BYTES + 2L * arguments.toString().length();
    }

    static QueryKey of(Method<?, ?> method, Query request, Authorizer authorizer) {
        return new QueryKey(method, request.withOptions(filterOnly(request.options())), authorizer);
    }

    private static QueryOptions filterOnly(QueryOptions options) {
        QueryOptions none = QueryOptions.DEFAULT;
        if (options.filter().isEmpty()) {
            return none;
        }
        return new QueryOptions(
                none.token(),
                none.minQueryIndex(),
                none.maxQueryTime(),
                none.allowStale(),
                none.requireConsistent(),
                none.useCache(),
                none.maxStaleDuration(),
                none.maxAge(),
                none.mustRevalidate(),
                none.staleIfError(),
                options.filter());
    }
}

package io.proconsul.server.endpoint;

import io.proconsul.model.filter.Filter;
import io.proconsul.model.filter.FilterException;
import io.proconsul.rpc.RpcException;
import io.proconsul.security.acl.Authorizer;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The rows of a table that one caller gets to see. Steps of a chain; a step that lets everything
 * through costs nothing.
 */
record Listing<T>(List<T> rows) {

    /** Those that pass. */
    Listing<T> only(Predicate<T> passes) {
        return new Listing<>(Rights.only(rows, passes));
    }

    /** Those the authorizer lets see. */
    Listing<T> seenBy(Authorizer authorizer, Predicate<T> seen) {
        return authorizer.allowsEverything() ? this : only(seen);
    }

    /**
     * Those the filter expression lets through. The expression is looked at even when there are no
     * rows: a wrong one is always refused.
     *
     * @throws RpcException when the expression is wrong
     */
    Listing<T> matching(String expression, Class<T> rowType) {
        if (expression.isEmpty()) {
            return this;
        }
        try {
            return only(Filter.compile(expression, rowType));
        } catch (FilterException wrong) {
            throw new RpcException(String.valueOf(wrong.getMessage()));
        }
    }

    /** Whether {@code meta} has all {@code wanted} pairs. */
    static boolean carries(
            @Nullable Map<String, String> meta, @Nullable Map<String, String> wanted) {
        if (wanted == null || wanted.isEmpty()) {
            return true;
        }
        return meta != null && meta.entrySet().containsAll(wanted.entrySet());
    }

    /** Whether {@code tags} has all {@code wanted} ones; upper and lower case count as the same. */
    static boolean tagged(@Nullable List<String> tags, List<String> wanted) {
        for (String tag : wanted) {
            if (tags == null || tags.stream().noneMatch(tag::equalsIgnoreCase)) {
                return false;
            }
        }
        return true;
    }
}

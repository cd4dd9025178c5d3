package io.proconsul.server.endpoint;

import io.proconsul.rpc.RpcException;
import io.proconsul.security.acl.Access;
import io.proconsul.security.acl.Authorizer;
import io.proconsul.security.acl.Resource;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What every endpoint asks of an authorizer: refuse one thing, or leave out many. */
final class Rights {
    private Rights() {}

    /**
     * @throws RpcException {@code Permission denied} when that is not allowed
     */
    static void require(Authorizer authorizer, Resource resource, Access access, String name) {
        if (!authorizer.allowsEverything() && !authorizer.allows(resource, access, name)) {
            throw denied();
        }
    }

    static RpcException denied() {
        return new RpcException(RpcException.PERMISSION_DENIED);
    }

    static boolean mayReadNode(Authorizer authorizer, String node) {
        return authorizer.allows(Resource.NODE, Access.READ, node);
    }

    /** Checks of a node belong to no service; the node's rule then decides alone. */
    static boolean mayReadService(Authorizer authorizer, String service) {
        return service.isEmpty() || authorizer.allows(Resource.SERVICE, Access.READ, service);
    }

    static boolean mayReadKey(Authorizer authorizer, String key) {
        return authorizer.allows(Resource.KEY, Access.READ, key);
    }

    static boolean mayReadSession(Authorizer authorizer, String node) {
        return authorizer.allows(Resource.SESSION, Access.READ, node);
    }

    /** The rows that may be seen; the same list where everything may. */
    static <T> List<T> visible(List<T> rows, Authorizer authorizer, Predicate<T> seen) {
        return authorizer.allowsEverything() ? rows : only(rows, seen);
    }

    /** The rows that pass. */
    static <T> List<T> only(List<T> rows, Predicate<T> passes) {
        List<T> left = new ArrayList<>(rows.size());
        for (T row : rows) {
            if (passes.test(row)) {
                left.add(row);
            }
        }
        return left;
    }
}

package io.proconsul.server.endpoint;

import io.proconsul.model.preparedquery.PreparedQuery;
import io.proconsul.security.acl.Access;
import io.proconsul.security.acl.Authorizer;
import io.proconsul.security.acl.Resource;

/** Who may see and change prepared queries, and the tokens in them. */
final class PreparedQueryRights {
    private PreparedQueryRights() {}

    /** No rule speaks about queries without a name: who knows the id of one may change it. */
    static void requireWrite(Authorizer authorizer, PreparedQuery query) {
        if (query.isNamed()) {
            Rights.require(authorizer, Resource.QUERY, Access.WRITE, query.name());
        }
    }

    /** Queries without a name are listed for those who may do anything. */
    static boolean mayList(Authorizer authorizer, PreparedQuery query) {
        return managesAccess(authorizer)
                || query.isNamed() && authorizer.allows(Resource.QUERY, Access.READ, query.name());
    }

    /** The query as the caller gets to see it. */
    static PreparedQuery shown(Authorizer authorizer, PreparedQuery query) {
        return query.token().isEmpty() || managesAccess(authorizer)
                ? query
                : query.withToken(PreparedQuery.HIDDEN_TOKEN);
    }

    /** Only who could read all tokens anyway sees those in queries. */
    private static boolean managesAccess(Authorizer authorizer) {
        return authorizer.allowsEverything() || authorizer.allows(Resource.ACL, Access.WRITE, "");
    }
}

package io.proconsul.server.endpoint;

import io.proconsul.model.kv.KvEntry;
import io.proconsul.model.kv.KvVerb;
import io.proconsul.rpc.RpcException;
import io.proconsul.security.acl.Access;
import io.proconsul.security.acl.Authorizer;
import io.proconsul.security.acl.Resource;
import io.proconsul.server.leader.LockDelays;

/** What has to hold before an operation on keys goes into the log, alone or in a transaction. */
final class KvRules {
    private final LockDelays lockDelays;

    KvRules(LockDelays lockDelays) {
        this.lockDelays = lockDelays;
    }

    /**
     * Whether the operation may be tried; false for a lock whose delay is not over, which is no
     * error. The delay is looked at here and not when the command is applied: clocks differ from
     * server to server, states must not.
     *
     * @throws RpcException when it is wrong or not allowed
     */
    boolean admits(String verb, KvEntry entry, Authorizer authorizer) {
        if (entry.key().isEmpty() && !verb.equals(KvVerb.DELETE_TREE)) {
            throw new RpcException("Must provide key");
        }
        if (!authorizer.allowsEverything()) {
            requireRights(verb, entry.key(), authorizer);
        }
        return !verb.equals(KvVerb.LOCK) || !lockDelays.holds(entry.key());
    }

    /** Reads are not refused: what may not be seen is left out of the results. */
    private static void requireRights(String verb, String key, Authorizer authorizer) {
        switch (verb) {
            case KvVerb.GET, KvVerb.GET_TREE -> {}
            case KvVerb.CHECK_SESSION, KvVerb.CHECK_INDEX ->
                    Rights.require(authorizer, Resource.KEY, Access.READ, key);
            case KvVerb.DELETE_TREE ->
                    Rights.require(authorizer, Resource.KEY, Access.WRITE_PREFIX, key);
            default -> Rights.require(authorizer, Resource.KEY, Access.WRITE, key);
        }
    }
}

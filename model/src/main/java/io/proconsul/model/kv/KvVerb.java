package io.proconsul.model.kv;

import java.util.Set;

/**
 * The verbs of key/value requests and transactions, as spelled on the wire (wire reference, section
 * 12).
 */
public final class KvVerb {
    public static final String SET = "set";
    public static final String CAS = "cas";
    public static final String LOCK = "lock";
    public static final String UNLOCK = "unlock";
    public static final String DELETE = "delete";
    public static final String DELETE_CAS = "delete-cas";
    public static final String DELETE_TREE = "delete-tree";

    /** In transactions only: reads and conditions. */
    public static final String GET = "get";

    public static final String GET_TREE = "get-tree";
    public static final String CHECK_INDEX = "check-index";
    public static final String CHECK_SESSION = "check-session";
    public static final String CHECK_NOT_EXISTS = "check-not-exists";

    /** The verbs that change something. */
    public static final Set<String> WRITES =
            Set.of(SET, CAS, LOCK, UNLOCK, DELETE, DELETE_CAS, DELETE_TREE);

    private KvVerb() {}
}

package io.proconsul.model.txn;

/**
 * The verbs of node, service and check operations; those of keys are in {@link
 * io.proconsul.model.kv.KvVerb}.
 */
public final class TxnVerb {
    public static final String GET = "get";
    public static final String SET = "set";
    public static final String CAS = "cas";
    public static final String DELETE = "delete";
    public static final String DELETE_CAS = "delete-cas";

    private TxnVerb() {}
}

package io.proconsul.rpc.method;

import io.proconsul.model.txn.TxnReadRequest;
import io.proconsul.model.txn.TxnReply;
import io.proconsul.model.txn.TxnRequest;

/** Transactions. */
public final class Txn {
    public static final Method<TxnRequest, TxnReply> APPLY =
            Method.write("Txn.Apply", TxnRequest.class, TxnReply.class);
    public static final Method<TxnReadRequest, TxnReply> READ =
            Method.query("Txn.Read", TxnReadRequest.class, TxnReply.class);

    private Txn() {}
}

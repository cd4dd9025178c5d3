package io.proconsul.model.txn;

/** Why an operation failed; the whole transaction then did nothing. */
public record TxnError(int opIndex, String what) {}

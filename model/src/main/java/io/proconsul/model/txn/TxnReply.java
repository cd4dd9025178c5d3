package io.proconsul.model.txn;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Either results or errors (wire reference: TxnResponse, TxnReadResponse). */
public record TxnReply(@Nullable List<TxnResult> results, @Nullable List<TxnError> errors) {}

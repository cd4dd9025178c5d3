package io.proconsul.state;

import io.proconsul.model.txn.TxnOp;
import io.proconsul.model.txn.TxnReply;
import io.proconsul.state.watch.Topic;

import java.util.List;
import java.util.Set;

/**
 * Operations on a draft that is thrown away, so that reading has the same code as writing. It does
 * not wait, hence has no topics and no index.
 */
record TransactionRead(List<TxnOp> operations) implements Read<TxnReply> {
    @Override
    public Set<Topic> topics() {
        return Set.of();
    }

    @Override
    public long index(Root root) {
        return 0;
    }

    @Override
    public Reading<TxnReply> on(Root root) {
        return new Reading<>(0, new Transaction(new Draft(root)).run(operations));
    }
}

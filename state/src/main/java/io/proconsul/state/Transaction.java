package io.proconsul.state;

import io.proconsul.model.txn.TxnError;
import io.proconsul.model.txn.TxnOp;
import io.proconsul.model.txn.TxnReply;
import io.proconsul.model.txn.TxnResult;
import io.proconsul.model.txn.TxnVerb;

import java.util.ArrayList;
import java.util.List;

/**
 * The operations of one transaction on a draft (HTTP reference, section 4). All are tried, so that
 * every failure is told; with any failure the caller throws the draft away.
 */
final class Transaction {
    private final Draft draft;
    private final KeyOperations keys;

    Transaction(Draft draft) {
        this.draft = draft;
        this.keys = new KeyOperations(draft);
    }

    TxnReply run(List<TxnOp> operations) {
        List<TxnResult> results = new ArrayList<>(operations.size());
        List<TxnError> errors = new ArrayList<>();
        for (int i = 0; i < operations.size(); i++) {
            try {
                results.addAll(run(operations.get(i)));
            } catch (Refusal refusal) {
                errors.add(new TxnError(i, refusal.text()));
            }
        }
        return errors.isEmpty() ? new TxnReply(results, null) : new TxnReply(null, errors);
    }

    private List<TxnResult> run(TxnOp operation) {
        if (operation.kv() != null) {
            return keys.run(operation.kv().verb(), operation.kv().entry());
        }
        if (operation.node() != null) {
            TxnOp.NodeOp op = operation.node();
            return run(op.verb(), new CatalogTarget.NodeTarget(draft, op.node()));
        }
        if (operation.service() != null) {
            TxnOp.ServiceOp op = operation.service();
            return run(op.verb(), new CatalogTarget.ServiceTarget(draft, op.node(), op.service()));
        }
        if (operation.check() != null) {
            TxnOp.CheckOp op = operation.check();
            return run(op.verb(), new CatalogTarget.CheckTarget(draft, op.check()));
        }
        if (operation.session() != null) {
            return run(operation.session());
        }
        throw new Refusal("no operation specified");
    }

    private static List<TxnResult> run(String verb, CatalogTarget target) {
        switch (verb) {
            case TxnVerb.GET -> {}
            case TxnVerb.SET -> target.set();
            case TxnVerb.CAS ->
                    require(target.cas(), "failed to set " + target.named() + ", index is stale");
            case TxnVerb.DELETE -> {
                target.delete();
                return List.of();
            }
            case TxnVerb.DELETE_CAS -> {
                require(
                        target.deleteCas(),
                        "failed to delete " + target.named() + ", index is stale");
                return List.of();
            }
            default ->
                    throw new Refusal(
                            "unknown %s verb %s".formatted(target.kind(), Quoted.of(verb)));
        }
        TxnResult found = target.find();
        if (found == null) {
            throw new Refusal(target.named() + " doesn't exist");
        }
        return List.of(found);
    }

    private List<TxnResult> run(TxnOp.SessionOp operation) {
        require(
                operation.verb().equals(TxnVerb.DELETE),
                "unknown Session verb " + Quoted.of(operation.verb()));
        draft.sessionRules.destroy(operation.session().id());
        return List.of();
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new Refusal(otherwise);
        }
    }
}

package io.proconsul.state;

import io.proconsul.model.txn.TxnReply;

/** What one command did. */
public sealed interface Outcome {
    /** A change of the catalog, the end of a session, a reap: done, or there was nothing to do. */
    record Done() implements Outcome {}

    /** A key/value verb: whether its condition held. Verbs without condition say true. */
    record Verdict(boolean held) implements Outcome {}

    /** The session exists now. */
    record SessionCreated(String id) implements Outcome {}

    /** A transaction with its results, or with the errors for which nothing of it was done. */
    record Transacted(TxnReply reply) implements Outcome {}

    /** Refused; nothing was done. The text is part of the interface. */
    record Refused(String text) implements Outcome {}
}

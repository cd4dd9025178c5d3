package io.proconsul.cli.lock;

import io.proconsul.cli.machine.Child;
import io.proconsul.cli.machine.Signal;

/** What can happen while a lock is wanted or held. */
sealed interface Happening {
    /** It is held now. */
    record Acquired() implements Happening {}

    /**
     * It will not be.
     *
     * @param reason empty when there was no time left, or nobody wants it any more
     */
    record NotAcquired(String reason) implements Happening {}

    /** Somebody else may hold it. */
    record Lost() implements Happening {}

    record Signalled(Signal signal) implements Happening {}

    /** The program ended. */
    record Ended(Child child, int status) implements Happening {}

    /** The program had its time to end. */
    record GraceOver() implements Happening {}
}

package io.proconsul.sim.history;

import io.proconsul.sim.history.Action.Hold;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A lock has one holder at a time, and its lock index is a fencing number: it grows with every new
 * holder.
 */
final class Locks {
    private Locks() {}

    /** Checks the operations of one key; only those that hold a lock matter. */
    static Optional<String> violation(List<Operation> operations) {
        List<Operation> holds =
                operations.stream()
                        .filter(operation -> operation.action() instanceof Hold)
                        .sorted(Comparator.comparingLong(Operation::invoked))
                        .toList();
        Operation longest = null;
        long fence = 0;
        for (Operation hold : holds) {
            if (longest != null && hold.invoked() < longest.returned()) {
                return Optional.of("two holders at once\n  " + longest + "\n  " + hold);
            }
            long index = lockIndex(hold);
            if (index != 0 && index <= fence) {
                return Optional.of("the lock index did not grow past " + fence + "\n  " + hold);
            }
            fence = Math.max(fence, index);
            longest = hold;
        }
        return Optional.empty();
    }

    private static long lockIndex(Operation operation) {
        return operation.action() instanceof Hold hold ? hold.lockIndex() : 0;
    }
}

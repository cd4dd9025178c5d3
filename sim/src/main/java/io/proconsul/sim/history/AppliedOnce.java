package io.proconsul.sim.history;

import io.proconsul.sim.history.Action.Read;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every write brings its own value, so a value that is seen at two modify indexes was written
 * twice, though its client sent it once.
 */
final class AppliedOnce {
    private AppliedOnce() {}

    /** Checks the operations of one key. */
    static Optional<String> violation(List<Operation> operations) {
        Map<String, Operation> byValue = new HashMap<>();
        Map<Long, Operation> byIndex = new HashMap<>();
        for (Operation operation : operations) {
            if (operation.action() instanceof Read read
                    && operation.isKnown()
                    && !read.value().equals(Action.ABSENT)) {
                Operation same = byValue.putIfAbsent(read.value(), operation);
                if (same != null && indexOf(same) != read.index()) {
                    return Optional.of("applied twice\n  " + same + "\n  " + operation);
                }
                Operation twin = byIndex.putIfAbsent(read.index(), operation);
                if (twin != null && !valueOf(twin).equals(read.value())) {
                    return Optional.of("two values at one index\n  " + twin + "\n  " + operation);
                }
            }
        }
        return Optional.empty();
    }

    private static long indexOf(Operation operation) {
        return operation.action() instanceof Read read ? read.index() : 0;
    }

    private static String valueOf(Operation operation) {
        return operation.action() instanceof Read read ? read.value() : Action.ABSENT;
    }
}

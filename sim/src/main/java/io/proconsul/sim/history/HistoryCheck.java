package io.proconsul.sim.history;

import io.proconsul.sim.history.Action.Mode;
import io.proconsul.sim.history.Action.Read;
import io.proconsul.sim.history.Violation.Promise;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All promises at once, key by key: keys do not depend on each other. */
public final class HistoryCheck {
    private final List<Violation> violations = new ArrayList<>();

    private HistoryCheck() {}

    /** Every key must be absent before the history begins. */
    public static List<Violation> violations(List<Operation> history) {
        var check = new HistoryCheck();
        Map<String, List<Operation>> byKey =
                history.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Operation::key,
                                        TreeMap::new,
                                        Collectors.toCollection(ArrayList::new)));
        byKey.forEach(check::check);
        return check.violations;
    }

    private void check(String key, List<Operation> operations) {
        note(Promise.ONE_HOLDER, key, Locks.violation(operations));
        note(Promise.APPLIED_ONCE, key, AppliedOnce.violation(operations));
        List<Operation> consistent =
                operations.stream().filter(operation -> !isDefaultRead(operation)).toList();
        boolean broken =
                note(
                        Promise.LINEARIZABLE_WHEN_CONSISTENT,
                        key,
                        Linearizability.violation(consistent));
        if (!broken) {
            note(Promise.LINEARIZABLE_BY_DEFAULT, key, Linearizability.violation(operations));
        }
    }

    private boolean note(Promise promise, String key, Optional<String> evidence) {
        evidence.map(text -> new Violation(promise, key, text)).ifPresent(violations::add);
        return evidence.isPresent();
    }

    private static boolean isDefaultRead(Operation operation) {
        return operation.action() instanceof Read read && read.mode() == Mode.DEFAULT;
    }
}

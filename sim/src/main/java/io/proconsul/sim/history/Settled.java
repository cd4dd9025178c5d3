package io.proconsul.sim.history;

import io.proconsul.sim.history.Action.Hold;
import io.proconsul.sim.history.Action.Read;
import io.proconsul.sim.history.Action.Swap;
import io.proconsul.sim.history.Action.Write;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes the doubt out of one key's history, so that the search has nothing to guess.
 *
 * <p>An unknown write whose value somebody saw did happen, and before the first who saw it was
 * told. One that nobody saw may be left out: had it happened, another write or the end came before
 * the next look. Only a refused swap could have needed it (the expected value was gone for a
 * moment), so where an unseen write is left out, refused swaps of that key say nothing and are left
 * out too. Both are sound: no correct history is ever refused for them.
 */
final class Settled {
    private final Map<String, Long> firstSeen = new HashMap<>();

    /** What the swaps with unknown outcomes expected, by the value they brought. */
    private final Map<String, String> unknownSwaps = new HashMap<>();

    private final List<Operation> operations = new ArrayList<>();
    private boolean leftOut;

    private Settled() {}

    /** Reads with unknown outcomes tell nothing and are left out, as are locks. */
    static List<Operation> of(List<Operation> operations) {
        var settled = new Settled();
        operations.forEach(settled::noteUnknownSwap);
        operations.stream().filter(Operation::isKnown).forEach(settled::look);
        operations.forEach(settled::settle);
        if (settled.leftOut) {
            settled.operations.removeIf(operation ->
                    operation.action() instanceof Swap swap
                            && operation.isKnown()
                            && !swap.applied());
        }
        return settled.operations;
    }

    private void noteUnknownSwap(Operation operation) {
        if (!operation.isKnown() && operation.action() instanceof Swap swap) {
            unknownSwaps.put(swap.value(), swap.expected());
        }
    }

    private void look(Operation operation) {
        switch (operation.action()) {
            case Read read -> see(read.value(), operation.returned());
            case Swap swap when swap.applied() -> see(swap.expected(), operation.returned());
            case Swap _, Write _, Hold _ -> {}
        }
    }

    /** Whoever sees what an unknown swap brought knows that what it expected was there before. */
    private void see(String value, long when) {
        String seen = value;
        while (when < firstSeen.getOrDefault(seen, Operation.NEVER)) {
            firstSeen.put(seen, when);
            String expected = unknownSwaps.get(seen);
            if (expected == null) {
                return;
            }
            seen = expected;
        }
    }

    private void settle(Operation operation) {
        switch (operation.action()) {
            case Hold _ -> {}
            case Read _ -> {
                if (operation.isKnown()) {
                    operations.add(operation);
                }
            }
            case Write write -> settle(operation, write.value(), write);
            case Swap swap ->
                    settle(
                            operation,
                            swap.value(),
                            operation.isKnown()
                                    ? swap
                                    : new Swap(swap.expected(), swap.value(), true));
        }
    }

    private void settle(Operation operation, String value, Action action) {
        Long seen = firstSeen.get(value);
        if (operation.isKnown()) {
            operations.add(operation);
        } else if (seen == null) {
            leftOut = true;
        } else {
            operations.add(operation.returning(Math.max(operation.invoked(), seen), action));
        }
    }
}

package io.proconsul.sim.history;

import io.proconsul.sim.history.Action.Hold;
import io.proconsul.sim.history.Action.Read;
import io.proconsul.sim.history.Action.Swap;
import io.proconsul.sim.history.Action.Write;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Is there one order of a key's operations in which each takes effect between its call and its
 * answer, and each is told what the operations before it left behind?
 *
 * <p>The search is Wing and Gong's with Lowe's memory of what was tried: calls and answers stand in
 * a list by time; a call that fits the value so far is taken out together with its answer and the
 * search begins at the front again; on meeting an answer whose call was not taken, the last choice
 * is undone. A set of taken operations with the value they left is tried once. That every value is
 * written once prunes most: a value may only go when all who saw it have been placed.
 */
public final class Linearizability {
    /** Beyond this many tried states the answer would cost too much memory. */
    static final int MOST_STATES = 200_000;

    private static final int SHOWN_BEFORE = 6;

    private static final Operation NO_OPERATION =
            new Operation(-1, "", 0, 0, new Write(Action.ABSENT));

    /** One end of an operation in the list of all, which is linked in both directions. */
    private static final class Event {
        final Operation operation;
        final int number;
        final @Nullable Event answer;
        @Nullable Event before;
        @Nullable Event after;

        Event(Operation operation, int number, @Nullable Event answer) {
            this.operation = operation;
            this.number = number;
            this.answer = answer;
        }

        long time() {
            return answer == null ? operation.returned() : operation.invoked();
        }

        void unlink() {
            if (before != null) {
                before.after = after;
            }
            if (after != null) {
                after.before = before;
            }
        }

        void relink() {
            if (before != null) {
                before.after = this;
            }
            if (after != null) {
                after.before = this;
            }
        }
    }

    private record Tried(BitSet taken, String value) {}

    private record Choice(Event call, Event answer, String valueBefore) {}

    private final Event front;
    private final BitSet taken = new BitSet();
    private final Set<Tried> tried = new HashSet<>();

    /** How many operations that are not taken yet must see the value. */
    private final Map<String, Integer> needed = new HashMap<>();

    private final Deque<Choice> choices = new ArrayDeque<>();
    private String value = Action.ABSENT;
    private List<Operation> longest = List.of();
    private @Nullable Operation stuck;
    private String stuckAt = Action.ABSENT;

    private Linearizability(List<Operation> operations) {
        front = linked(operations);
        operations.forEach(operation -> need(operation.action(), 1));
    }

    /**
     * Checks the operations of one key, which is absent before the first of them.
     *
     * @return what is wrong, in words and with the operations around it; nothing when all is well
     * @throws IllegalStateException when {@value #MOST_STATES} states did not decide it
     */
    public static Optional<String> violation(List<Operation> operations) {
        List<Operation> settled = Settled.of(operations);
        var search = new Linearizability(settled);
        return search.succeeds() ? Optional.empty() : Optional.of(search.explanation(settled));
    }

    /** Of the same moment the calls stand first: what touches counts as simultaneous. */
    private static Event linked(List<Operation> operations) {
        List<Event> events = new ArrayList<>();
        for (int number = 0; number < operations.size(); number++) {
            var answer = new Event(operations.get(number), number, null);
            events.add(new Event(operations.get(number), number, answer));
            events.add(answer);
        }
        events.sort(
                Comparator.comparingLong(Event::time).thenComparing(event -> event.answer == null));
        var front = new Event(NO_OPERATION, -1, null);
        Event last = front;
        for (Event event : events) {
            last.after = event;
            event.before = last;
            last = event;
        }
        return front;
    }

    private boolean succeeds() {
        Event event = front.after;
        while (event != null) {
            if (event.answer == null) {
                noteLongest(event.operation);
                event = undone();
                if (event == null) {
                    return false;
                }
            } else if (take(event, event.answer)) {
                event = front.after;
            } else {
                event = event.after;
            }
        }
        return true;
    }

    private boolean take(Event call, Event answer) {
        Action action = call.operation.action();
        String next = next(value, action);
        if (next == null || leavesTooEarly(action, next)) {
            return false;
        }
        taken.set(call.number);
        if (!tried.add(new Tried((BitSet) taken.clone(), next))) {
            taken.clear(call.number);
            return false;
        }
        if (tried.size() > MOST_STATES) {
            throw new IllegalStateException("undecided after " + MOST_STATES + " states");
        }
        choices.push(new Choice(call, answer, value));
        need(action, -1);
        value = next;
        answer.unlink();
        call.unlink();
        return true;
    }

    /**
     * Puts back the last choice that had an alternative; the search goes on behind it. Null when
     * there was none. A read that fits has none: it changes nothing, so wherever it could stand
     * later it can stand now.
     */
    private @Nullable Event undone() {
        while (!choices.isEmpty()) {
            Choice last = choices.pop();
            taken.clear(last.call().number);
            need(last.call().operation.action(), 1);
            last.call().relink();
            last.answer().relink();
            if (!value.equals(last.valueBefore())) {
                value = last.valueBefore();
                return last.call().after;
            }
        }
        return null;
    }

    /** Values never come back, so one may not go while somebody still has to see it. */
    private boolean leavesTooEarly(Action action, String next) {
        int seenByItself = action instanceof Swap ? 1 : 0;
        return !next.equals(value) && needed.getOrDefault(value, 0) > seenByItself;
    }

    private void need(Action action, int change) {
        String seen = seen(action);
        if (seen != null) {
            needed.merge(seen, change, Integer::sum);
        }
    }

    /** The one value at which the action can stand, null when there are many. */
    private static @Nullable String seen(Action action) {
        return switch (action) {
            case Read read -> read.value();
            case Swap swap when swap.applied() -> swap.expected();
            case Swap _, Write _, Hold _ -> null;
        };
    }

    /** The value after the action, null when the action cannot have been told so at this value. */
    private static @Nullable String next(String value, Action action) {
        return switch (action) {
            case Write write -> write.value();
            case Read read -> read.value().equals(value) ? value : null;
            case Swap swap when swap.applied() ->
                    swap.expected().equals(value) ? swap.value() : null;
            case Swap swap -> swap.expected().equals(value) ? null : value;
            case Hold _ -> value;
        };
    }

    private void noteLongest(Operation answered) {
        if (stuck == null || choices.size() > longest.size()) {
            stuck = answered;
            stuckAt = value;
            longest = choices.reversed().stream().map(choice -> choice.call().operation).toList();
        }
    }

    private String explanation(List<Operation> operations) {
        Operation culprit = stuck == null ? NO_OPERATION : stuck;
        StringBuilder text = new StringBuilder("no order explains\n  ").append(culprit);
        text.append("\nafter the longest order found, which ends with");
        longest.stream()
                .skip(Math.max(0, longest.size() - SHOWN_BEFORE))
                .forEach(operation -> text.append("\n  ").append(operation));
        text.append("\nstill to see that value");
        operations.stream()
                .filter(operation -> !operation.equals(culprit) && !longest.contains(operation))
                .filter(operation -> stuckAt.equals(seen(operation.action())))
                .forEach(operation -> text.append("\n  ").append(operation));
        text.append("\nat the same time as it");
        operations.stream()
                .filter(operation -> !operation.equals(culprit))
                .filter(operation -> operation.invoked() <= culprit.returned())
                .filter(operation -> operation.returned() >= culprit.invoked())
                .forEach(operation -> text.append("\n  ").append(operation));
        return text.toString();
    }
}

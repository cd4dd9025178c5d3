package io.proconsul.sim.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.sim.history.Action.Mode;
import io.proconsul.sim.history.Action.Read;
import io.proconsul.sim.history.Action.Swap;
import io.proconsul.sim.history.Action.Write;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Histories made by a register that is correct by construction, and the same with one lie. */
class LinearizabilityTest {
    private static final int CLIENTS = 16;
    private static final int OPERATIONS = 2_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void what_a_correct_register_did_is_linearizable(long seed) {
        assertThat(Linearizability.violation(history(new SplittableRandom(seed)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void one_read_that_comes_too_late_is_found(long seed) {
        List<Operation> history = history(new SplittableRandom(seed));
        Operation lie = history.get(OPERATIONS / 2);
        history.add(
                new Operation(
                        CLIENTS,
                        "k",
                        lie.invoked() + 1_000,
                        lie.invoked() + 1_001,
                        new Read(Mode.DEFAULT, valueLongBefore(history), 0)));

        assertThat(Linearizability.violation(history)).isPresent();
    }

    private static String valueLongBefore(List<Operation> history) {
        return history.stream()
                .filter(Operation::isKnown)
                .map(Operation::action)
                .filter(Write.class::isInstance)
                .map(Write.class::cast)
                .findFirst()
                .orElseThrow()
                .value();
    }

    /** Each operation takes effect at a moment of its own, somewhere between call and answer. */
    private static List<Operation> history(SplittableRandom random) {
        List<Operation> history = new ArrayList<>();
        String value = Action.ABSENT;
        String before = value;
        for (int number = 0; number < OPERATIONS; number++) {
            long effect = number * 10L;
            long invoked = effect - random.nextInt(1, CLIENTS * 10);
            long returned = effect + random.nextInt(1, CLIENTS * 10);
            String own = "v" + number;
            Action action =
                    switch (random.nextInt(4)) {
                        case 0 -> new Write(own);
                        case 1 -> new Swap(value, own, true);
                        case 2 -> new Swap(before, own, before.equals(value));
                        default -> new Read(Mode.DEFAULT, value, 0);
                    };
            before = value;
            value =
                    switch (action) {
                        case Write write -> write.value();
                        case Swap swap when swap.applied() -> swap.value();
                        case Swap _, Read _, Action.Hold _ -> value;
                    };
            boolean unknown = random.nextInt(10) == 0;
            history.add(
                    new Operation(
                            number % CLIENTS,
                            "k",
                            invoked,
                            unknown ? Operation.NEVER : returned,
                            action));
        }
        return history;
    }
}

package io.proconsul.state;

import io.proconsul.model.catalog.Weights;

import org.jspecify.annotations.Nullable;

/** The weights an instance is stored with. */
final class Weighing {
    private static final int HEAVIEST = 65_535;

    private Weighing() {}

    /** Those given, or the default in place of all that make no sense (observed on 1.8.7). */
    static Weights of(@Nullable Weights given) {
        return given != null && isPassing(given.passing()) && isWarning(given.warning())
                ? given
                : Weights.DEFAULT;
    }

    private static boolean isPassing(int weight) {
        return weight >= 1 && weight <= HEAVIEST;
    }

    private static boolean isWarning(int weight) {
        return weight >= 0 && weight <= HEAVIEST;
    }
}

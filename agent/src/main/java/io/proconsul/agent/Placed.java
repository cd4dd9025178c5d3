package io.proconsul.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What a registration put in place.
 *
 * @param services ids: the service and perhaps its sidecar
 * @param checks ids
 * @param stored completes when all of it is on the disk
 */
record Placed(List<String> services, List<String> checks, CompletableFuture<Void> stored) {
    Placed and(Placed other) {
        return new Placed(
                joined(services, other.services),
                joined(checks, other.checks),
                CompletableFuture.allOf(stored, other.stored));
    }

    private static List<String> joined(List<String> some, List<String> more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}

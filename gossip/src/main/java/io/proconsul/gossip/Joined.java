package io.proconsul.gossip;

import java.util.List;

/**
 * What came of a join.
 *
 * @param reached how many addresses answered and took us in
 * @param failures why the others did not, with their addresses
 */
public record Joined(int reached, List<String> failures) {
    public Joined {
        failures = List.copyOf(failures);
    }
}

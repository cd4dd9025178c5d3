package io.proconsul.sim.gossip;

import io.proconsul.runtime.random.Chance;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How the virtual network treats packets: delay, loss, duplicates and partitions. */
public final class Network {
    private static final int WHOLE = 0;

    private final Chance chance;
    private long leastDelay = Duration.ofMillis(1).toNanos();
    private long mostDelay = Duration.ofMillis(3).toNanos();
    private double loss;
    private double duplicates;

    /** The side of a partition that members are on; those not named are on side 0. */
    private final Map<String, Integer> sides = new HashMap<>();

    Network(Chance chance) {
        this.chance = chance;
    }

    /** One way, evenly spread between the two. */
    public void delay(Duration least, Duration most) {
        leastDelay = least.toNanos();
        mostDelay = most.toNanos();
    }

    /**
     * @param share of packets that get lost, 0 to 1
     */
    public void loss(double share) {
        loss = share;
    }

    /**
     * @param share of packets that arrive twice, 0 to 1
     */
    public void duplicates(double share) {
        duplicates = share;
    }

    /** Members of different groups no longer reach each other. */
    public void partition(List<List<String>> groups) {
        heal();
        for (int side = 0; side < groups.size(); side++) {
            for (String name : groups.get(side)) {
                sides.put(name, side);
            }
        }
    }

    public void heal() {
        sides.clear();
    }

    boolean connects(String from, String to) {
        return sides.isEmpty()
                || sides.getOrDefault(from, WHOLE).equals(sides.getOrDefault(to, WHOLE));
    }

    boolean loses() {
        return loss > 0 && chance.nextDouble() < loss;
    }

    boolean doubles() {
        return duplicates > 0 && chance.nextDouble() < duplicates;
    }

    /** Nanoseconds, one way. */
    long delay() {
        return leastDelay + (long) (chance.nextDouble() * (mostDelay - leastDelay));
    }
}

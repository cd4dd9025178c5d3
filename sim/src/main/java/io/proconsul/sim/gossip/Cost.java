package io.proconsul.sim.gossip;

import java.time.Duration;
import java.util.Locale;

/** What a stretch of virtual time cost the network. */
final class Cost {
    private final Duration start;
    private final long packets;
    private final long bytes;
    private final long streams;
    private final long entries;
    private final long happened;
    private final Duration processor = processorTime();

    Cost(World world) {
        Traffic traffic = world.traffic();
        start = world.now();
        packets = traffic.packets();
        bytes = traffic.packetBytes();
        streams = traffic.streams();
        entries = traffic.streamEntries();
        happened = world.happened();
    }

    /** What this process has used so far. */
    private static Duration processorTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Per member and second, from then to now. */
    String since(World world, int members) {
        Cost now = new Cost(world);
        double share = members * (now.start.minus(start).toMillis() / 1000.0);
        return String.format(
                Locale.ROOT,
                "per member and second: %.2f packets of %.0f bytes in all, %.4f stream messages"
                        + " with %.1f entries in all (%,d things happened, %d s of processor time)",
                (now.packets - packets) / share,
                (now.bytes - bytes) / share,
                (now.streams - streams) / share,
                (now.entries - entries) / share,
                now.happened - happened,
                now.processor.minus(processor).toSeconds());
    }
}

package io.proconsul.sim.gossip;

import io.proconsul.gossip.serf.PoolEvent;
import io.proconsul.gossip.serf.SerfSettings;
import io.proconsul.gossip.swim.SwimSettings;

import org.slf4j.event.Level;

import java.io.PrintStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Measures a large pool on virtual time: {@code GossipAtScale MEMBERS SECONDS SEED SCENARIO...}.
 *
 * <p>Scenarios, each in the same world and in the given order: {@code join}, {@code crash}, {@code
 * quiet}, {@code loss} (1 % of all packets), {@code slow} (20 members that get the processor one
 * second in five). The last three run for SECONDS of virtual time and count false alarms.
 */
public final class GossipAtScale implements Listener {
    private static final int SLOW_MEMBERS = 20;
    private static final Duration STOPPED = Duration.ofSeconds(4);
    private static final Duration RUNNING = Duration.ofSeconds(1);

    /** Long runs tell how far they are. */
    private static final Duration REPORTED = Duration.ofMinutes(10);

    private static final double LOSS = 0.01;
    private static final String SUSPECT = "memberlist: Suspect ";

    /** A client's tags as Consul 1.8.7 has them, in length. */
    private static final Map<String, String> TAGS =
            Map.of(
                    "role", "node",
                    "dc", "dc1",
                    "segment", "",
                    "id", "00000000-0000-4000-8000-000000000001",
                    "vsn", "2",
                    "vsn_min", "2",
                    "vsn_max", "3",
                    "build", "1.8.7:",
                    "acls", "0");

    private final PrintStream out;
    private final World world;
    private final int count;
    private final Set<String> slow = new HashSet<>();
    private String subject = "";
    private Spread spread = new Spread(Duration.ZERO);
    private long suspicions;
    private long suspicionsOfSlow;
    private long suspicionsBySlow;
    private long failures;
    private long failuresOfSlow;
    private final Set<String> wronglyFailed = new HashSet<>();

    private GossipAtScale(int count, long seed, PrintStream out) {
        this.count = count;
        this.out = out;
        SerfSettings settings = SerfSettings.consul(SwimSettings.lan()).withCoordinates(false);
        world = new World(seed, settings, false, this);
    }

    public static void main(String[] arguments) {
        if (arguments.length < 4) {
            throw new IllegalArgumentException(
                    "usage: GossipAtScale MEMBERS SECONDS SEED SCENARIO...");
        }
        GossipAtScale run =
                new GossipAtScale(
                        Integer.parseInt(arguments[0]), Long.parseLong(arguments[2]), System.out);
        run.grow();
        Duration duration = Duration.ofSeconds(Long.parseLong(arguments[1]));
        for (String scenario : List.of(arguments).subList(3, arguments.length)) {
            run.scenario(scenario, duration);
        }
    }

    private void grow() {
        world.startGrown(count, TAGS);
        world.run(Duration.ofSeconds(60));
        Runtime runtime = Runtime.getRuntime();
        runtime.gc();
        long used = (runtime.totalMemory() - runtime.freeMemory()) >> 20;
        out.printf("%d members know each other, %d MB of heap%n", count, used);
    }

    private void scenario(String name, Duration duration) {
        switch (name) {
            case "join" -> join();
            case "crash" -> crash();
            case "quiet" -> watch(name, duration);
            case "loss" -> {
                world.network().loss(LOSS);
                watch(name, duration);
                world.network().loss(0);
            }
            case "slow" -> slow(duration);
            default -> throw new IllegalArgumentException("there is no scenario " + name);
        }
        out.flush();
    }

    private void join() {
        SimMember newcomer = world.start("new", "new", TAGS);
        subject = "new";
        spread = new Spread(world.now());
        Cost cost = new Cost(world);
        newcomer.serf().join(world.member("m1").address(), true, _ -> {});
        world.settle();
        world.run(Duration.ofSeconds(30));
        out.printf("join: %s%n      %s%n", spread, cost.since(world, count));
    }

    private void crash() {
        subject = "m" + (count / 2);
        spread = new Spread(world.now());
        Cost cost = new Cost(world);
        world.crash(subject);
        world.run(Duration.ofSeconds(90));
        out.printf("crash: %s%n       %s%n", spread, cost.since(world, count));
    }

    private void slow(Duration duration) {
        List<String> chosen =
                IntStream.rangeClosed(1, SLOW_MEMBERS).mapToObj(i -> "m" + i).toList();
        slow.addAll(chosen);
        long end = world.now().plus(duration).toNanos();
        for (int i = 0; i < chosen.size(); i++) {
            String label = chosen.get(i);
            world.after(RUNNING.multipliedBy(i).dividedBy(chosen.size()), () -> stop(label, end));
        }
        watch("slow", duration);
        world.run(STOPPED.plus(RUNNING));
        slow.clear();
    }

    private void stop(String label, long end) {
        world.pause(label);
        world.after(
                STOPPED,
                () -> {
                    world.resume(label);
                    if (world.now().toNanos() < end) {
                        world.after(RUNNING, () -> stop(label, end));
                    }
                });
    }

    private void watch(String name, Duration duration) {
        subject = "";
        suspicions = 0;
        suspicionsBySlow = 0;
        suspicionsOfSlow = 0;
        failures = 0;
        failuresOfSlow = 0;
        wronglyFailed.clear();
        Cost cost = new Cost(world);
        Duration watched = Duration.ZERO;
        while (watched.compareTo(duration) < 0) {
            Duration step =
                    REPORTED.compareTo(duration.minus(watched)) < 0
                            ? REPORTED
                            : duration.minus(watched);
            world.run(step);
            watched = watched.plus(step);
            report(name, watched, cost);
        }
    }

    private void report(String name, Duration watched, Cost cost) {
        out.printf(
                Locale.ROOT,
                "%s, %d s: %d suspicions of healthy members (%d of them raised by slow ones), %d of"
                        + " slow ones; %d healthy members wrongly failed (told %d times), slow ones"
                        + " failed %d times%n      %s%n",
                name,
                watched.toSeconds(),
                suspicions - suspicionsOfSlow,
                suspicionsBySlow,
                suspicionsOfSlow,
                wronglyFailed.size(),
                failures,
                failuresOfSlow,
                cost.since(world, count));
        out.flush();
    }

    @Override
    public void told(SimMember by, PoolEvent event) {
        switch (event) {
            case PoolEvent.Joined(var member) when member.name().equals(subject) ->
                    spread.heard(world.now());
            case PoolEvent.Failed(var member) when member.name().equals(subject) ->
                    spread.heard(world.now());
            case PoolEvent.Failed(var member) when slow.contains(member.name()) -> failuresOfSlow++;
            case PoolEvent.Failed(var member) -> {
                failures++;
                wronglyFailed.add(member.name());
            }
            default -> {
                // other news is not measured
            }
        }
    }

    @Override
    public void noted(SimMember by, Level level, String text) {
        if (!text.startsWith(SUSPECT)) {
            return;
        }
        String accused = text.substring(SUSPECT.length(), text.indexOf(' ', SUSPECT.length()));
        suspicions++;
        if (slow.contains(accused)) {
            suspicionsOfSlow++;
        } else if (slow.contains(by.label())) {
            suspicionsBySlow++;
        }
    }
}

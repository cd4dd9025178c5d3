package io.proconsul.sim.gossip;

import io.proconsul.gossip.serf.Member;
import io.proconsul.gossip.serf.PoolEvent;
import io.proconsul.gossip.serf.SerfSettings;
import io.proconsul.gossip.swim.SwimSettings;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A script of what happens to a small pool. Each command gives what members told meanwhile: what,
 * about whom, by how many of the members and between which seconds of virtual time.
 *
 * <pre>
 * start a b c          members that know nobody
 * start x as a         another member with the name of a
 * join b a             b joins the pool of a
 * run 30s
 * crash, pause, resume, restart, leave NAME
 * force-leave a NAME   as if NAME had said so, told by a
 * partition a b | c    and: heal
 * network delay=1ms..3ms loss=5% duplicates=1%
 * tag a colour blue,   event a deploy v1
 * members a            what a knows
 * </pre>
 */
public final class Story {
    private final World world;
    private final Map<String, Seen> seen = new LinkedHashMap<>();

    /** One kind of news about one subject. */
    private static final class Seen {
        final TreeSet<String> by = new TreeSet<>();
        int times;
        Duration first = Duration.ZERO;
        Duration last = Duration.ZERO;
    }

    public Story(long seed) {
        world =
                new World(
                        seed,
                        SerfSettings.consul(SwimSettings.lan()),
                        true,
                        (by, event) -> note(by, describe(event)));
    }

    private void note(SimMember by, String what) {
        Seen news = seen.computeIfAbsent(what, _ -> new Seen());
        if (news.times++ == 0) {
            news.first = world.now();
        }
        news.last = world.now();
        news.by.add(by.label());
    }

    private static String describe(PoolEvent event) {
        return switch (event) {
            case PoolEvent.Joined(Member member) -> member.name() + " joined";
            case PoolEvent.Updated(Member member) -> member.name() + " has tags " + member.tags();
            case PoolEvent.Left(Member member) -> member.name() + " left";
            case PoolEvent.Failed(Member member) -> member.name() + " failed";
            case PoolEvent.Reaped(Member member) -> member.name() + " was forgotten";
            case PoolEvent.UserEvent heard -> "event " + heard.name() + " was heard";
            case PoolEvent.Asked(var query) -> "query " + query.name() + " was heard";
            case PoolEvent.NameLost(int agreeing, int answers) ->
                    String.format("lost its name, %d of %d agree", agreeing, answers);
        };
    }

    /** Runs one line and says what came of it. */
    public String tell(String line) {
        seen.clear();
        List<String> words = Arrays.asList(line.strip().split(" +"));
        List<String> rest = words.subList(1, words.size());
        String printed = obey(words.getFirst(), rest);
        world.settle();
        return printed.isEmpty() ? news() : printed;
    }

    private String obey(String command, List<String> words) {
        switch (command) {
            case "start" -> start(words);
            case "join" -> join(words.get(0), words.get(1));
            case "run" -> world.run(duration(words.getFirst()));
            case "crash" -> world.crash(words.getFirst());
            case "pause" -> world.pause(words.getFirst());
            case "resume" -> world.resume(words.getFirst());
            case "restart" -> world.restart(words.getFirst());
            case "leave" -> world.member(words.getFirst()).serf().leave(() -> {});
            case "force-leave" -> {
                world.member(words.get(0))
                        .serf()
                        .forceLeave(words.get(1), false, () -> {}, () -> {});
            }
            case "partition" -> world.network().partition(groups(words));
            case "heal" -> world.network().heal();
            case "network" -> words.forEach(this::network);
            case "tag" ->
                    world.member(words.get(0)).serf().setTags(Map.of(words.get(1), words.get(2)));
            case "event" ->
                    world.member(words.get(0))
                            .serf()
                            .userEvent(
                                    words.get(1),
                                    words.get(2).getBytes(StandardCharsets.UTF_8),
                                    false);
            case "members" -> {
                return members(words.getFirst());
            }
            default -> throw new IllegalArgumentException("there is no command " + command);
        }
        return "";
    }

    private void start(List<String> names) {
        if (names.size() == 3 && names.get(1).equals("as")) {
            world.start(names.get(0), names.get(2), Map.of());
        } else {
            names.forEach(name -> world.start(name, name, Map.of()));
        }
    }

    private void join(String who, String with) {
        world.member(who)
                .serf()
                .join(
                        world.member(with).address(),
                        true,
                        failure -> {
                            if (failure != null) {
                                note(world.member(who), "joining " + with + ": " + failure);
                            }
                        });
    }

    private void network(String setting) {
        String[] pair = setting.split("=", 2);
        switch (pair[0]) {
            case "delay" -> {
                String[] range = pair[1].split("\\.\\.", 2);
                world.network().delay(duration(range[0]), duration(range[1]));
            }
            case "loss" -> world.network().loss(share(pair[1]));
            case "duplicates" -> world.network().duplicates(share(pair[1]));
            default -> throw new IllegalArgumentException("networks have no " + pair[0]);
        }
    }

    private static double share(String percent) {
        return Double.parseDouble(percent.replace("%", "")) / 100;
    }

    private static Duration duration(String text) {
        return Duration.parse("PT" + milliseconds(text));
    }

    private static String milliseconds(String text) {
        return text.endsWith("ms")
                ? Double.parseDouble(text.substring(0, text.length() - 2)) / 1000 + "S"
                : text;
    }

    private static List<List<String>> groups(List<String> words) {
        List<List<String>> groups = new ArrayList<>();
        groups.add(new ArrayList<>());
        for (String word : words) {
            if (word.equals("|")) {
                groups.add(new ArrayList<>());
            } else {
                groups.getLast().add(word);
            }
        }
        return groups;
    }

    private String members(String who) {
        return world.member(who).serf().members().stream()
                .map(member -> member.name() + " " + member.address() + " " + member.status())
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private String news() {
        return seen.isEmpty()
                ? "nothing"
                : seen.entrySet().stream()
                        .map(entry -> line(entry.getKey(), entry.getValue()))
                        .sorted()
                        .collect(Collectors.joining("\n"));
    }

    private static String line(String what, Seen news) {
        return String.format(
                Locale.ROOT,
                "%s: by %s at %s to %s",
                what,
                String.join(" ", news.by),
                seconds(news.first),
                seconds(news.last));
    }

    private static String seconds(Duration at) {
        return String.format(Locale.ROOT, "%.1fs", at.toMillis() / 1000.0);
    }
}

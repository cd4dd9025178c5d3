package io.proconsul.gossip;

import io.netty.channel.EventLoopGroup;
import io.proconsul.gossip.serf.Answers;
import io.proconsul.gossip.serf.KeyAnswer;
import io.proconsul.gossip.serf.Member;
import io.proconsul.gossip.serf.PoolEvent;
import io.proconsul.gossip.serf.Question;
import io.proconsul.gossip.wire.Address;
import io.proconsul.gossip.wire.Encryption;
import io.proconsul.gossip.wire.Keyring;
import io.proconsul.gossip.wire.Versions;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.disk.Disk;
import io.proconsul.runtime.log.LogLevel;
import io.proconsul.runtime.log.LogSettings;
import io.proconsul.runtime.log.Logging;
import io.proconsul.runtime.metrics.Metrics;
import io.proconsul.runtime.net.EventLoops;
import io.proconsul.runtime.random.Chance;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A member by itself, to try beside a real {@code serf agent}:
 *
 * <pre>
 * java ... io.proconsul.gossip.BareMember NAME IP:PORT [key=BASE64] [join=IP:PORT] [tag:NAME=VALUE]
 *     [snapshot=FILE] [profile=lan|wan|local] [versions=serf|consul]
 *     [log=debug|info|warn]
 * </pre>
 *
 * Events are printed; commands come from standard input, one in a line: {@code members}, {@code
 * join ADDRESS}, {@code event NAME PAYLOAD}, {@code query NAME PAYLOAD}, {@code tag NAME VALUE},
 * {@code force-leave NAME}, {@code prune NAME}, {@code keys}, {@code install KEY}, {@code use KEY},
 * {@code remove KEY}, {@code rtt NAME}, {@code stats}, {@code leave}. Queries named {@code load}
 * are answered.
 */
public final class BareMember {
    private final Pool pool;
    private final PrintStream out;
    private final Map<String, String> tags;

    private BareMember(Pool pool, PrintStream out, Map<String, String> tags) {
        this.pool = pool;
        this.out = out;
        this.tags = tags;
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 2) {
            throw new IllegalArgumentException("usage: BareMember NAME IP:PORT [KEY=VALUE ...]");
        }
        Map<String, String> options = new HashMap<>();
        Map<String, String> tags = new HashMap<>();
        for (String option : Arrays.asList(arguments).subList(2, arguments.length)) {
            String[] pair = option.split("=", 2);
            if (pair[0].startsWith("tag:")) {
                tags.put(pair[0].substring("tag:".length()), pair[1]);
            } else {
                options.put(pair[0], pair[1]);
            }
        }
        PoolSettings settings =
                settings(arguments[0], Address.parse(arguments[1]), options).withTags(tags);
        try (Logging _ = logging(options.getOrDefault("log", "info"))) {
            run(settings, tags, options.get("join"));
        }
    }

    private static Logging logging(String level) throws IOException {
        LogLevel least = LogLevel.valueOf(level.toUpperCase(Locale.ROOT));
        return Logging.start(new LogSettings(least, false, null), System.err, Clock.system());
    }

    private static void run(PoolSettings settings, Map<String, String> tags, @Nullable String join)
            throws IOException {
        EventLoopGroup loops = EventLoops.start(1);
        Clock clock = Clock.system();
        var ground =
                new Pool.Ground(
                        loops, clock, Chance.secure(), Disk.system(), new Metrics(clock), "gossip");
        try (Pool pool =
                Pool.start(settings, ground, event -> System.out.println(describe(event)))) {
            BareMember member = new BareMember(pool, System.out, tags);
            if (join != null) {
                member.join(join);
            }
            member.obey();
        }
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private static PoolSettings settings(String name, Address bind, Map<String, String> options) {
        PoolSettings settings =
                switch (options.getOrDefault("profile", "lan")) {
                    case "wan" -> PoolSettings.wan(name, bind.toSocket());
                    case "local" -> PoolSettings.local(name, bind.toSocket());
                    default -> PoolSettings.lan(name, bind.toSocket());
                };
        String key = options.get("key");
        if (key != null) {
            Keyring ring = Keyring.of(List.of(Base64.getDecoder().decode(key)));
            settings = settings.withEncryption(Encryption.of(ring));
        }
        String snapshot = options.get("snapshot");
        if (snapshot != null) {
            settings = settings.withSnapshot(Path.of(snapshot));
        }
        boolean consul = options.getOrDefault("versions", "serf").equals("consul");
        return settings.withVersions(consul ? Versions.CONSUL : Versions.SERF);
    }

    private static String describe(PoolEvent event) {
        return switch (event) {
            case PoolEvent.Joined(Member member) -> "joined " + line(member);
            case PoolEvent.Updated(Member member) -> "updated " + line(member);
            case PoolEvent.Left(Member member) -> "left " + line(member);
            case PoolEvent.Failed(Member member) -> "failed " + line(member);
            case PoolEvent.Reaped(Member member) -> "reaped " + line(member);
            case PoolEvent.UserEvent heard -> "event " + heard.name() + " " + text(heard.payload());
            case PoolEvent.Asked(var query) -> {
                if (query.name().equals("load")) {
                    query.answer("0.5".getBytes(StandardCharsets.UTF_8));
                }
                yield "query " + query.name() + " " + text(query.payload());
            }
            case PoolEvent.NameLost(int agreeing, int answers) ->
                    "name lost " + agreeing + "/" + answers;
        };
    }

    private static String line(Member member) {
        return String.join(
                " ",
                member.name(),
                member.address().toString(),
                member.status().toString(),
                member.tags().toString());
    }

    private static String text(byte @Nullable [] payload) {
        return payload == null ? "" : new String(payload, StandardCharsets.UTF_8);
    }

    private void obey() throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = (line.strip() + "  ").split(" ", 3);
            if (words[0].equals("leave")) {
                pool.leave().join();
                out.println("gone");
                return;
            }
            try {
                obey(words[0], words[1].strip(), words[2].strip());
            } catch (RuntimeException e) {
                out.println("failed: " + e.getMessage());
            }
        }
    }

    private void obey(String command, String first, String second) {
        switch (command) {
            case "members" -> pool.members().forEach(member -> out.println(line(member)));
            case "join" -> join(first);
            case "event" -> pool.userEvent(first, bytes(second), false).join();
            case "query" ->
                    pool.query(
                                    new Question(first, bytes(second), List.of(), true, 1, null),
                                    new Printing())
                            .join();
            case "tag" -> {
                tags.put(first, second);
                pool.setTags(tags).join();
            }
            case "force-leave" -> pool.forceLeave(first, false).join();
            case "prune" -> pool.forceLeave(first, true).join();
            case "keys" -> print(pool.listKeys(0).join());
            case "install" -> print(pool.installKey(key(first), 0).join());
            case "use" -> print(pool.useKey(key(first), 0).join());
            case "remove" -> print(pool.removeKey(key(first), 0).join());
            case "rtt" -> rtt(first);
            case "stats" -> out.println(pool.stats().join());
            default -> out.println("there is no command " + command);
        }
    }

    private void join(String address) {
        out.println(pool.join(List.of(address), false).join());
    }

    private void rtt(String node) {
        var own = pool.coordinate(ownName()).join();
        var other = pool.coordinate(node).join();
        out.println(
                own.isPresent() && other.isPresent()
                        ? own.get().distanceTo(other.get()) * 1000 + " ms"
                        : "not known yet");
    }

    private String ownName() {
        return pool.members().stream()
                .filter(member -> member.address().equals(pool.address()))
                .findFirst()
                .orElseThrow()
                .name();
    }

    private void print(KeyAnswer answer) {
        out.println(answer);
    }

    private static byte[] key(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private final class Printing implements Answers {
        @Override
        public void acknowledged(String member) {
            out.println("ack " + member);
        }

        @Override
        public void answered(String member, byte[] payload) {
            out.println("answer " + member + " " + text(payload));
        }

        @Override
        public void finished() {
            out.println("end of answers");
        }
    }
}

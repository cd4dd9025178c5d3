package io.proconsul.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.gossip.serf.SerfSettings;
import io.proconsul.gossip.swim.SwimSettings;

import org.junit.jupiter.api.Assumptions;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Genuine agents and members of ours on loopback addresses of their own, of one kind each: in this
 * process and in processes of their own. All of them end with this.
 */
final class MixedPool implements AutoCloseable {
    /** Sends each piece of news four times; the local preset's two do not always reach all five. */
    static final String LAN = "-profile=lan";

    /** How long a question waits for its answers. */
    static final Duration ANSWERED = Duration.ofMillis(1500);

    /** News may miss a member, so questions and events are repeated, but not for ever. */
    private static final int MOST_TRIES = 12;

    private static final Optional<Path> SERF = Genuine.find("--serf");

    private final Path folder;
    private final Loopback net = Loopback.take();
    private final Deque<Runnable> running = new ArrayDeque<>();

    private MixedPool(Path folder) {
        this.folder = folder;
    }

    /** Skips the test where there is no genuine Serf. */
    static MixedPool withSerf(Path folder) {
        Assumptions.assumeTrue(
                SERF.isPresent(),
                "skipped: no genuine serf (../shared/tools/reference-consul --serf gives none)");
        return new MixedPool(folder);
    }

    /** For others than Serf agents. */
    static MixedPool of(Path folder) {
        return new MixedPool(folder);
    }

    String ip(int host) {
        return net.ip(host);
    }

    String address(int host) {
        return net.ip(host) + ":7946";
    }

    SerfAgent serf(String node, int host, String... more) {
        SerfAgent agent = SerfAgent.start(SERF.orElseThrow(), folder, node, net.ip(host), more);
        atEnd(agent::kill);
        return agent;
    }

    /** A genuine agent that joins the one of host 1. */
    SerfAgent serfWithFirst(String node, int host, String... more) {
        List<String> options = new ArrayList<>(Arrays.asList(more));
        options.add("-join=" + address(1));
        return serf(node, host, options.toArray(String[]::new));
    }

    TestMember ours(String name, int host, UnaryOperator<PoolSettings> more) {
        TestMember member = TestMember.start(name, address(host), more);
        atEnd(member::close);
        return member;
    }

    /** A member of ours in a process of its own. */
    BareProcess process(String name, String address, String... options) {
        BareProcess process = BareProcess.start(name, address, options);
        atEnd(process::kill);
        return process;
    }

    /** Ends something before the addresses are given back. */
    void atEnd(Runnable end) {
        running.push(end);
    }

    static PoolSettings lan(PoolSettings settings) {
        return settings.withSerf(SerfSettings.consul(SwimSettings.lan()));
    }

    static void join(TestMember member, SerfAgent to) {
        Joined joined = member.pool.join(List.of(to.address()), false).join();
        assertThat(joined.failures()).isEmpty();
        assertThat(joined.reached()).isEqualTo(1);
    }

    /** Asks again and again until {@code wanted} different answers have come. */
    static Set<String> ask(int wanted, Supplier<Collection<String>> question) {
        Set<String> heard = new TreeSet<>();
        for (int tries = 0; tries < MOST_TRIES && heard.size() < wanted; tries++) {
            heard.addAll(question.get());
        }
        return heard;
    }

    /** Fires an event again and again until all have heard it. */
    static void untilAllHear(Runnable event, String name, String payload, TestMember... members) {
        List<TestMember> deaf = new ArrayList<>(List.of(members));
        for (int tries = 0; tries < MOST_TRIES && !deaf.isEmpty(); tries++) {
            event.run();
            deaf.removeIf(member -> member.hearsEvent(name, payload, ANSWERED));
        }
        assertThat(deaf).as("members that never heard of %s", name).isEmpty();
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            running.pop().run();
        }
        net.close();
    }
}

package io.proconsul.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.raft.Peer;
import io.proconsul.server.cluster.Founding.Decision;
import io.proconsul.server.cluster.Founding.News;
import io.proconsul.server.leader.Member;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Servers that meet and ask each other in every order chance thinks of. */
class FoundingOrdersTest {
    private static final int STEPS = 400;

    /** One server, what it knows, and what it has done. */
    private static final class Node {
        final ServerMember self;
        final Founding founding;
        final Set<String> met = new TreeSet<>();
        final Map<String, FoundingAnswer> answers = new HashMap<>();
        Optional<Set<String>> founders = Optional.empty();
        boolean joined;

        Node(ServerMember self, FoundingSettings settings) {
            this.self = self;
            this.founding = new Founding(settings, new Peer(self.id(), self.address(), true));
        }

        FoundingAnswer says() {
            return founders.map(ids -> FoundingAnswer.begun(ids, false))
                    .orElseGet(() -> joined ? FoundingAnswer.WAITING : founding.answer());
        }
    }

    private final List<Node> nodes = new ArrayList<>();

    private void add(String id, boolean bootstrap, int expect) {
        nodes.add(
                new Node(
                        new ServerMember(
                                id,
                                id,
                                id,
                                Member.Status.ALIVE,
                                bootstrap,
                                expect,
                                true,
                                "1.8.7",
                                "3"),
                        new FoundingSettings(bootstrap, expect, true)));
    }

    /** Some meet, then one asks another, then one decides; in any order. */
    private void step(Random chance) {
        Node one = nodes.get(chance.nextInt(nodes.size()));
        Node other = nodes.get(chance.nextInt(nodes.size()));
        if (one == other) {
            return;
        }
        switch (chance.nextInt(3)) {
            case 0 -> meet(one, other);
            case 1 -> {
                if (one.met.contains(other.self.id())) {
                    one.answers.put(other.self.id(), other.says());
                }
            }
            default -> decide(one);
        }
    }

    /** Gossip tells both of all either knows, as a push-pull does. */
    private static void meet(Node one, Node other) {
        one.met.addAll(other.met);
        one.met.add(other.self.id());
        other.met.addAll(one.met);
        other.met.add(one.self.id());
        one.met.remove(one.self.id());
        other.met.remove(other.self.id());
    }

    private void decide(Node node) {
        if (node.founders.isPresent() || node.joined) {
            return;
        }
        List<ServerMember> others =
                nodes.stream()
                        .map(each -> each.self)
                        .filter(each -> node.met.contains(each.id()))
                        .toList();
        Map<String, FoundingAnswer> answers = Map.copyOf(node.answers);
        node.answers.clear(); // each round asks anew
        switch (node.founding.decide(new News(others, answers, true, List.of()))) {
            case Decision.Begin(List<Peer> founders) -> {
                Set<String> ids = new HashSet<>();
                founders.forEach(peer -> ids.add(peer.id()));
                node.founders = Optional.of(ids);
            }
            case Decision.Join _ -> node.joined = true;
            case Decision.Wait _, Decision.Complain _ -> {}
        }
    }

    private Set<Set<String>> logs() {
        Set<Set<String>> logs = new HashSet<>();
        for (Node node : nodes) {
            node.founders.filter(this::hasMajority).ifPresent(logs::add);
        }
        return logs;
    }

    /** So many of a list began with it that they can elect a leader. */
    private boolean hasMajority(Set<String> list) {
        long begun =
                nodes.stream()
                        .filter(node -> list.contains(node.self.id()))
                        .filter(node -> node.founders.equals(Optional.of(list)))
                        .count();
        return begun > list.size() / 2;
    }

    private void run(long seed) {
        Random chance = new Random(seed);
        for (int i = 0; i < STEPS * nodes.size(); i++) {
            step(chance);
            assertThat(logs()).as("seed %d, step %d", seed, i).hasSizeLessThanOrEqualTo(1);
        }
        assertThat(logs()).as("seed %d", seed).hasSize(1);
    }

    @Test
    void three_that_expect_three_begin_one_log() {
        for (long seed = 0; seed < 60; seed++) {
            nodes.clear();
            List.of("a", "b", "c").forEach(id -> add(id, false, 3));
            run(seed);
        }
    }

    @Test
    void five_that_expect_three_begin_one_log_all_the_same() {
        for (long seed = 0; seed < 60; seed++) {
            nodes.clear();
            List.of("a", "b", "c", "d", "e").forEach(id -> add(id, false, 3));
            run(seed);
        }
    }

    @Test
    void the_tutorials_one_and_two_and_two_begin_one_log() {
        for (long seed = 0; seed < 60; seed++) {
            nodes.clear();
            add("s1", true, 0);
            add("s2", false, 2);
            add("s3", false, 2);
            run(seed);
        }
    }
}

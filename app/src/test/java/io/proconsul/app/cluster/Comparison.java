package io.proconsul.app.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Two clients' answers to the same exchanges, beside each other.
 *
 * @param leftOut how many exchanges of which areas were sent and are not compared
 * @param differences what only one of the two answered, by exchange
 */
record Comparison(
        int sent, int compared, Map<String, Integer> leftOut, Map<String, String> differences) {
    /**
     * Until the servers know each other's coordinates and all nodes'; nodes tell theirs each 15 s.
     */
    private static final Duration SETTLING = Duration.ofSeconds(90);

    private static final int SERVERS = 3;
    private static final int NODES = 5;

    static Comparison of(Map<String, RecordedAnswer> genuine, Map<String, RecordedAnswer> ours)
            throws IOException {
        Set<String> excepted = excepted();
        Map<String, Integer> leftOut = new TreeMap<>();
        Map<String, String> differences = new LinkedHashMap<>();
        int compared = 0;
        for (String id : union(genuine.keySet(), ours.keySet())) {
            RecordedAnswer expected = genuine.get(id);
            RecordedAnswer found = ours.get(id);
            if (excepted.contains(id)) {
                leftOut.merge(id.substring(0, id.lastIndexOf('-')), 1, Integer::sum);
            } else if (expected == null || found == null) {
                differences.put(id, "answered by one of the two only");
            } else {
                compared++;
                String difference = difference(Essence.of(expected), Essence.of(found));
                if (!difference.isEmpty()) {
                    differences.put(id + " " + found.method() + " " + found.path(), difference);
                }
            }
        }
        return new Comparison(ours.size(), compared, leftOut, differences);
    }

    private static Set<String> union(Set<String> first, Set<String> second) {
        Set<String> union = new TreeSet<>(first);
        union.addAll(second);
        return union;
    }

    private static String difference(SortedSet<String> genuine, SortedSet<String> ours) {
        return only(genuine, ours, "genuine: ") + only(ours, genuine, "ours: ");
    }

    private static String only(SortedSet<String> these, SortedSet<String> those, String whose) {
        return these.stream()
                .filter(fact -> !those.contains(fact))
                .map(fact -> "\n    " + whose + fact)
                .collect(Collectors.joining());
    }

    /** The exchanges whose answers cannot be compared: a line each, below the reason. */
    private static Set<String> excepted() throws IOException {
        try (var in = Comparison.class.getResourceAsStream("/not-comparable.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.toSet());
        }
    }

    /** Waits until what every server knows of the others no longer depends on when it is asked. */
    static void awaitSettled(Servers servers) {
        for (Agent server : servers.all()) {
            Await.until(
                    "all coordinates at " + server.name(),
                    SETTLING,
                    () ->
                            count(server, "/v1/coordinate/datacenters", "Node") == SERVERS
                                    && count(server, "/v1/coordinate/nodes?stale", "Node") == NODES
                                    && count(server, "/v1/catalog/nodes?stale", "lan") == NODES);
        }
    }

    /** How often a member of that name is in an answer. */
    private static int count(Agent agent, String path, String member) throws IOException {
        return agent.get(path).body().split("\"" + member + "\":", -1).length - 1;
    }
}

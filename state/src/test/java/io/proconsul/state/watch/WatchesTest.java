package io.proconsul.state.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

class WatchesTest {
    private final Watches watches = new Watches();
    private final List<String> told = new ArrayList<>();

    private Watch watch(String name, Topic... topics) {
        return watches.subscribe(List.of(topics), () -> told.add(name));
    }

    private void changeKey(String key) {
        Changes changes = new Changes();
        changes.key(key);
        watches.signal(changes);
    }

    private void change(Topic... topics) {
        Changes changes = new Changes();
        List.of(topics).forEach(changes::topic);
        watches.signal(changes);
    }

    @Test
    void a_key_wakes_its_watchers_and_those_of_prefixes_that_cover_it() {
        watch("key", new Topic.Key("a/b"));
        watch("longer", new Topic.Key("a/bc"));
        watch("prefix", new Topic.KeyPrefix("a/"));
        watch("partial", new Topic.KeyPrefix("a/b"));
        watch("same text", new Topic.KeyPrefix("a/bc"));
        watch("all", new Topic.KeyPrefix(""));
        watch("other", new Topic.KeyPrefix("b"));

        changeKey("a/b");

        assertThat(told).containsExactlyInAnyOrder("key", "prefix", "partial", "all");
    }

    @Test
    void a_deleted_prefix_wakes_watchers_below_and_above() {
        watch("key below", new Topic.Key("a/b/c"));
        watch("prefix below", new Topic.KeyPrefix("a/b/"));
        watch("itself", new Topic.KeyPrefix("a/"));
        watch("above", new Topic.KeyPrefix("a"));
        watch("beside", new Topic.Key("ab"));
        Changes changes = new Changes();
        changes.below("a/");

        watches.signal(changes);

        assertThat(told).containsExactlyInAnyOrder("key below", "prefix below", "itself", "above");
    }

    @Test
    void a_topic_wakes_only_those_who_watch_it() {
        watch("a", new Topic.ServiceName("Web"));
        watch("b", new Topic.ServiceName("db"));
        watch("c", new Topic.Whole(Table.SERVICES));

        change(new Topic.ServiceName("web"));

        assertThat(told).containsExactly("a");
    }

    @Test
    void who_watches_several_things_is_told_once_for_all_that_changed_together() {
        watch("x", new Topic.Key("a"), new Topic.KeyPrefix("a"), new Topic.NodeName("n"));
        Changes changes = new Changes();
        changes.key("a");
        changes.key("a");
        changes.topic(new Topic.NodeName("n"));

        watches.signal(changes);
        assertThat(told).containsExactly("x");
        watches.signal(changes);
        assertThat(told).containsExactly("x", "x");
    }

    @Test
    void who_cancelled_is_not_told_and_leaves_nothing_behind() {
        Watch first = watch("first", new Topic.Key("a"));
        Watch second = watch("second", new Topic.Key("a"), new Topic.KeyPrefix(""));
        Watch third = watch("third", new Topic.Key("a"));
        second.cancel();
        second.cancel();

        changeKey("a");
        assertThat(told).containsExactlyInAnyOrder("first", "third");
        assertThat(watches.size()).isEqualTo(2);
        third.close();
        first.close();
        changeKey("a");
        assertThat(told).hasSize(2);
        assertThat(watches.size()).isZero();
    }

    @Test
    void a_watch_of_nothing_is_told_of_nothing() {
        Watch nothing = watch("nothing");
        changeKey("a");
        assertThat(told).isEmpty();
        nothing.cancel();
        assertThat(watches.size()).isZero();
    }

    @Test
    void a_callback_may_cancel_and_subscribe() {
        List<Watch> own = new ArrayList<>();
        Runnable again =
                () -> {
                    told.add("once");
                    own.getFirst().cancel();
                    watch("again", new Topic.Key("a"));
                };
        own.add(watches.subscribe(List.of(new Topic.Key("a")), again));

        changeKey("a");
        changeKey("a");

        assertThat(told).containsExactly("once", "again");
    }

    @Test
    void ten_thousand_watchers_of_one_key_are_told_and_go() {
        List<Watch> all = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            all.add(watch("one", new Topic.Key("hot")));
            all.add(watch("other", new Topic.Key("cold/" + i)));
        }

        changeKey("hot");

        assertThat(told).hasSize(10_000).containsOnly("one");
        all.forEach(Watch::cancel);
        assertThat(watches.size()).isZero();
    }

    @Test
    void a_replaced_state_wakes_everybody() {
        watch("key", new Topic.Key("a"));
        watch("prefix", new Topic.KeyPrefix("z"), new Topic.Key("z"));
        watch("service", new Topic.ServiceName("web"));

        watches.signalAll();

        assertThat(told).containsExactlyInAnyOrder("key", "prefix", "service");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void random_watchers_are_told_of_exactly_what_they_watch(long seed) {
        Random random = new Random(seed);
        Map<Watch, Topic> active = new HashMap<>();
        Map<Topic, Integer> counts = new HashMap<>();
        for (int step = 0; step < 2_000; step++) {
            if (random.nextInt(3) > 0) {
                Topic topic =
                        random.nextBoolean()
                                ? new Topic.Key(randomKey(random))
                                : new Topic.KeyPrefix(randomKey(random));
                active.put(
                        watches.subscribe(
                                List.of(topic), () -> counts.merge(topic, 1, Integer::sum)),
                        topic);
            } else if (!active.isEmpty()) {
                Watch any = active.keySet().iterator().next();
                any.cancel();
                active.remove(any);
            }
            signal(random, active, counts, seed);
        }
        active.keySet().forEach(Watch::cancel);
        assertThat(watches.size()).isZero();
    }

    private void signal(
            Random random, Map<Watch, Topic> active, Map<Topic, Integer> counts, long seed) {
        counts.clear();
        String key = randomKey(random);
        boolean tree = random.nextBoolean();
        Changes changes = new Changes();
        if (tree) {
            changes.below(key);
        } else {
            changes.key(key);
        }
        watches.signal(changes);

        Map<Topic, Integer> expected = new HashMap<>();
        for (Topic topic : active.values()) {
            if (concerns(topic, key, tree)) {
                expected.merge(topic, 1, Integer::sum);
            }
        }
        assertThat(counts).as("seed %d", seed).isEqualTo(expected);
    }

    private static boolean concerns(Topic topic, String key, boolean tree) {
        if (topic instanceof Topic.Key(String watched)) {
            return tree ? watched.startsWith(key) : watched.equals(key);
        }
        return topic instanceof Topic.KeyPrefix(String prefix)
                && (key.startsWith(prefix) || (tree && prefix.startsWith(key)));
    }

    private static String randomKey(Random random) {
        StringBuilder key = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            key.append("ab/".charAt(random.nextInt(3)));
        }
        return key.toString();
    }
}

package io.proconsul.state.tree;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

class RadixTreeTest {
    private static final Comparator<String> BYTE_ORDER =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));

    /** A value that knows its key, so that a scan shows what it found. */
    private record Entry(String key, long index) {}

    private static RadixTree<Entry> empty() {
        return RadixTree.empty(Entry::index);
    }

    private static RadixTree<Entry> of(String... keys) {
        TreeBatch<Entry> batch = empty().batch();
        for (int i = 0; i < keys.length; i++) {
            batch.put(keys[i], new Entry(keys[i], i + 1));
        }
        return batch.tree();
    }

    private static List<String> keys(RadixTree<Entry> tree, String prefix) {
        return tree.below(prefix).stream().map(Entry::key).toList();
    }

    @Test
    void keys_come_in_the_order_of_their_utf8_bytes() {
        RadixTree<Entry> tree = of("b", "", "a/b", "ä", "a", "\ud83d\ude00", "\uffee", "a/", "z");

        assertThat(keys(tree, ""))
                .containsExactly("", "a", "a/", "a/b", "b", "z", "ä", "\uffee", "\ud83d\ude00");
    }

    @Test
    void a_prefix_need_not_end_where_a_key_part_ends() {
        RadixTree<Entry> tree = of("app/red", "app/reed", "app/blue", "apple");

        assertThat(keys(tree, "app/re")).containsExactly("app/red", "app/reed");
        assertThat(keys(tree, "app/red")).containsExactly("app/red");
        assertThat(keys(tree, "appl")).containsExactly("apple");
        assertThat(keys(tree, "app/redd")).isEmpty();
        assertThat(keys(tree, "x")).isEmpty();
    }

    @Test
    void the_index_of_a_prefix_is_the_highest_below_it() {
        RadixTree<Entry> tree = of("a/1", "a/2", "b", "a");

        assertThat(tree.maxIndex("a/")).isEqualTo(2);
        assertThat(tree.maxIndex("a")).isEqualTo(4);
        assertThat(tree.maxIndex("b")).isEqualTo(3);
        assertThat(tree.maxIndex("c")).isZero();
        assertThat(tree.maxIndex()).isEqualTo(4);
    }

    @Test
    void a_removed_value_takes_its_index_along() {
        TreeBatch<Entry> batch = of("a/1", "a/2", "a/3").batch();

        batch.remove("a/3");

        assertThat(batch.tree().maxIndex("a/")).isEqualTo(2);
    }

    @Test
    void a_value_may_be_replaced_by_an_older_one() {
        TreeBatch<Entry> batch = of("a/1", "a/2").batch();

        batch.put("a/2", new Entry("a/2", 0));

        assertThat(batch.tree().maxIndex("a/")).isEqualTo(1);
    }

    @Test
    void a_published_tree_does_not_see_what_comes_after() {
        TreeBatch<Entry> batch = empty().batch();
        batch.put("a", new Entry("a", 1));
        RadixTree<Entry> first = batch.tree();
        batch.put("a", new Entry("a", 2));
        batch.put("ab", new Entry("ab", 3));
        RadixTree<Entry> second = batch.tree();
        batch.remove("a");

        assertThat(first).containsExactly(new Entry("a", 1));
        assertThat(second).containsExactly(new Entry("a", 2), new Entry("ab", 3));
        assertThat(batch.tree()).containsExactly(new Entry("ab", 3));
    }

    @Test
    void a_batch_can_forget_what_it_did() {
        RadixTree<Entry> tree = of("a", "b");
        TreeBatch<Entry> batch = tree.batch();
        batch.put("c", new Entry("c", 9));
        batch.remove("a");

        batch.reset(tree);

        assertThat(batch.tree()).containsExactlyElementsOf(tree);
        batch.put("d", new Entry("d", 10));
        assertThat(keys(tree, "")).containsExactly("a", "b");
    }

    @Test
    void removing_below_a_prefix_says_how_much_was_there() {
        TreeBatch<Entry> batch = of("a/1", "a/2", "ab", "b").batch();

        assertThat(batch.removeBelow("a/")).isEqualTo(2);
        assertThat(batch.removeBelow("a/")).isZero();
        assertThat(keys(batch.tree(), "")).containsExactly("ab", "b");
        assertThat(batch.removeBelow("")).isEqualTo(2);
        assertThat(batch.removeBelow("")).isZero();
        assertThat(batch.tree().size()).isZero();
        assertThat(batch.tree().maxIndex()).isZero();
    }

    @Test
    void skipping_passes_over_all_that_starts_alike() {
        RadixTree<Entry> tree = of("p/a", "p/a/1", "p/a/2", "p/b/1", "p/b/2", "p/c", "q");
        List<String> found = new ArrayList<>();

        Cursor<Entry> cursor = tree.scan("p/");
        while (cursor.hasNext()) {
            String key = cursor.next().key();
            found.add(key);
            cursor.skipBelow(key.substring(0, 3));
        }

        assertThat(found).containsExactly("p/a", "p/b/1", "p/c");
    }

    @Test
    void the_values_along_a_key_are_those_of_its_prefixes() {
        RadixTree<Entry> tree = of("", "a", "a/b", "a/bc", "a/b/c", "b");
        List<String> found = new ArrayList<>();

        tree.alongPath("a/b/c/d", entry -> found.add(entry.key()));

        assertThat(found).containsExactly("", "a", "a/b", "a/b/c");
    }

    @Test
    void a_tree_as_deep_as_it_is_large_ends_nothing() {
        TreeBatch<Entry> batch = empty().batch();
        int depth = 3_000;
        for (int i = 0; i < depth; i++) {
            batch.put("x".repeat(i), new Entry("x".repeat(i), i));
        }

        assertThat(batch.tree().below("x".repeat(10))).hasSize(depth - 10);
        for (int i = depth - 1; i >= 0; i--) {
            assertThat(batch.remove("x".repeat(i))).isNotNull();
        }
        assertThat(batch.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void random_changes_leave_it_equal_to_a_sorted_map(long seed) {
        Random random = new Random(seed);
        NavigableMap<String, Entry> model = new TreeMap<>(BYTE_ORDER);
        RadixTree<Entry> tree = empty();
        for (int round = 0; round < 60; round++) {
            List<Entry> before = List.copyOf(model.values());
            RadixTree<Entry> published = tree;
            TreeBatch<Entry> batch = tree.batch();
            for (int i = random.nextInt(30); i >= 0; i--) {
                change(random, batch, model);
            }
            tree = batch.tree();
            compare(random, tree, model, seed);
            assertThat(published).as("seed %d", seed).containsExactlyElementsOf(before);
        }
    }

    private static void change(
            Random random, TreeBatch<Entry> batch, NavigableMap<String, Entry> model) {
        String key = randomKey(random);
        switch (random.nextInt(10)) {
            case 0 -> {
                List<String> gone = model.keySet().stream().filter(k -> k.startsWith(key)).toList();
                assertThat(batch.removeBelow(key)).isEqualTo(gone.size());
                gone.forEach(model::remove);
            }
            case 1, 2, 3 -> assertThat(batch.remove(key)).isEqualTo(model.remove(key));
            default -> {
                Entry entry = new Entry(key, random.nextInt(1_000));
                assertThat(batch.put(key, entry)).isEqualTo(model.put(key, entry));
            }
        }
        assertThat(batch.size()).isEqualTo(model.size());
        assertThat(batch.get(key)).isEqualTo(model.get(key));
    }

    private static void compare(
            Random random, RadixTree<Entry> tree, NavigableMap<String, Entry> model, long seed) {
        assertThat(tree).as("seed %d", seed).containsExactlyElementsOf(model.values());
        for (int i = 0; i < 10; i++) {
            String prefix = randomKey(random);
            List<Entry> below =
                    model.values().stream().filter(e -> e.key().startsWith(prefix)).toList();
            long index = below.stream().mapToLong(Entry::index).max().orElse(0);
            assertThat(tree.below(prefix)).as("seed %d", seed).isEqualTo(below);
            assertThat(tree.sizeBelow(prefix)).as("seed %d", seed).isEqualTo(below.size());
            assertThat(tree.maxIndex(prefix)).as("seed %d", seed).isEqualTo(index);
            compareSkips(tree, below, prefix, prefix.length() + random.nextInt(3), seed);
            List<Entry> along = new ArrayList<>();
            tree.alongPath(prefix, along::add);
            assertThat(along)
                    .as("seed %d", seed)
                    .isEqualTo(
                            model.values().stream()
                                    .filter(e -> prefix.startsWith(e.key()))
                                    .toList());
        }
    }

    private static void compareSkips(
            RadixTree<Entry> tree, List<Entry> below, String prefix, int characters, long seed) {
        List<Entry> expected = new ArrayList<>();
        for (Entry entry : below) {
            if (expected.isEmpty() || !alike(entry, expected.getLast(), characters)) {
                expected.add(entry);
            }
        }
        List<Entry> found = new ArrayList<>();
        Cursor<Entry> cursor = tree.scan(prefix);
        while (cursor.hasNext()) {
            Entry entry = cursor.next();
            found.add(entry);
            if (entry.key().length() >= characters) {
                cursor.skipBelow(entry.key().substring(0, characters));
            }
        }
        assertThat(found)
                .as("seed %d, prefix %s, %d", seed, prefix, characters)
                .isEqualTo(expected);
    }

    private static boolean alike(Entry a, Entry b, int characters) {
        return a.key().length() >= characters
                && b.key().length() >= characters
                && a.key().startsWith(b.key().substring(0, characters));
    }

    private static String randomKey(Random random) {
        StringBuilder key = new StringBuilder();
        for (int i = random.nextInt(7); i > 0; i--) {
            key.append("ab/cé".charAt(random.nextInt(5)));
        }
        return key.toString();
    }
}

package io.proconsul.state;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.proconsul.model.kv.KvEntry;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Keys, locks and indexes against the simplest thing that could be right. */
class NaiveKeysTest {
    private static final String[] KEYS = {"a", "a/", "a/b", "a/b/c", "ab", "b", "é", "b/é/1"};
    private static final String[] VERBS = {
        "set", "set", "cas", "lock", "lock", "unlock", "delete", "delete-cas", "delete-tree"
    };
    private static final int SESSIONS = 3;

    private record Row(
            String value, long flags, String session, long locks, long created, long changed) {}

    /**
     * A map, and for every prefix ever asked the last index at which something below it changed.
     */
    private static final class Model {
        final SortedMap<String, Row> rows = new TreeMap<>();
        final SortedMap<String, Long> deleted = new TreeMap<>();
        long table;

        boolean apply(String verb, KvEntry entry, long index) {
            Row before = rows.get(entry.key());
            boolean free = before == null || before.session().isEmpty();
            boolean mine = before != null && before.session().equals(entry.session());
            long expected = before == null ? 0 : before.changed();
            return switch (verb) {
                case "set" -> put(entry, before, held(before), 0, index);
                case "cas" ->
                        entry.modifyIndex() == expected
                                && put(entry, before, held(before), 0, index);
                case "lock" ->
                        (free || mine)
                                && put(
                                        entry,
                                        before,
                                        entry.session(),
                                        locks(before) + (free ? 1 : 0),
                                        index);
                case "unlock" -> mine && put(entry, before, "", locks(before), index);
                case "delete-cas" ->
                        before == null
                                || (entry.modifyIndex() == expected && delete(entry.key(), index));
                case "delete" -> before == null || delete(entry.key(), index);
                default -> deleteTree(entry.key(), index);
            };
        }

        boolean put(KvEntry entry, @Nullable Row before, String session, long locks, long index) {
            long created = before == null ? index : before.created();
            long changed = before == null ? 0 : before.changed();
            String value = text(entry);
            Row same = new Row(value, entry.flags(), session, locks, created, changed);
            if (!same.equals(before)) {
                rows.put(
                        entry.key(), new Row(value, entry.flags(), session, locks, created, index));
                table = index;
            }
            return true;
        }

        boolean delete(String key, long index) {
            rows.remove(key);
            deleted.put(key, index);
            table = index;
            return true;
        }

        boolean deleteTree(String prefix, long index) {
            if (rows.keySet().removeIf(key -> key.startsWith(prefix))) {
                deleted.keySet().removeIf(key -> key.startsWith(prefix));
                deleted.put(prefix, index);
                table = index;
            }
            return true;
        }

        void end(String session, long index) {
            for (String key : List.copyOf(rows.keySet())) {
                Row row = rows.get(key);
                if (row != null && row.session().equals(session)) {
                    rows.put(
                            key,
                            new Row(
                                    row.value(),
                                    row.flags(),
                                    "",
                                    row.locks(),
                                    row.created(),
                                    index));
                    table = index;
                }
            }
        }

        long index(String prefix) {
            long highest = 0;
            for (var row : rows.entrySet()) {
                if (row.getKey().startsWith(prefix)) {
                    highest = Math.max(highest, row.getValue().changed());
                }
            }
            for (var stone : deleted.entrySet()) {
                if (stone.getKey().startsWith(prefix)) {
                    highest = Math.max(highest, stone.getValue());
                }
            }
            return highest == 0 || prefix.isEmpty() ? table : highest;
        }

        private static String held(@Nullable Row before) {
            return before == null ? "" : before.session();
        }

        private static long locks(@Nullable Row before) {
            return before == null ? 0 : before.locks();
        }
    }

    private final TestStore store = new TestStore();
    private final Model model = new Model();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void random_commands_do_what_the_model_does(long seed) {
        Random random = new Random(seed);
        store.node("n");
        for (int i = 0; i < SESSIONS; i++) {
            store.create(TestStore.session(TestStore.uuid(i), "n", ""));
        }
        for (int step = 0; step < 1_500; step++) {
            if (random.nextInt(20) == 0) {
                restart(random.nextInt(SESSIONS));
            } else {
                write(random, seed);
            }
            compare(seed);
        }
    }

    private void write(Random random, long seed) {
        String verb = VERBS[random.nextInt(VERBS.length)];
        KvEntry entry =
                new KvEntry(
                        0,
                        KEYS[random.nextInt(KEYS.length)],
                        random.nextInt(2),
                        ("" + random.nextInt(2)).getBytes(UTF_8),
                        TestStore.uuid(random.nextInt(SESSIONS)),
                        0,
                        random.nextBoolean() ? 0 : store.index() - random.nextInt(5));
        boolean expected = model.apply(verb, entry, store.index() + 1);
        assertThat(store.verdict(verb, entry)).as("seed %d: %s", seed, verb).isEqualTo(expected);
    }

    private static String text(KvEntry entry) {
        return new String(entry.value() == null ? new byte[0] : entry.value(), UTF_8);
    }

    private void restart(int session) {
        store.destroy(TestStore.uuid(session));
        model.end(TestStore.uuid(session), store.index());
        store.create(TestStore.session(TestStore.uuid(session), "n", ""));
    }

    private void compare(long seed) {
        List<KvEntry> all = store.value(Reads.keysBelow(""));
        List<Row> found = new ArrayList<>();
        for (KvEntry e : all) {
            found.add(
                    new Row(
                            text(e),
                            e.flags(),
                            e.session(),
                            e.lockIndex(),
                            e.createIndex(),
                            e.modifyIndex()));
        }
        assertThat(all).extracting(KvEntry::key).containsExactlyElementsOf(model.rows.keySet());
        assertThat(found).as("seed %d", seed).containsExactlyElementsOf(model.rows.values());
        for (String prefix : new String[] {"", "a", "a/", "a/b", "b/", "c", "é"}) {
            assertThat(store.index(Reads.keysBelow(prefix)))
                    .as("seed %d: index below %s", seed, prefix)
                    .isEqualTo(model.index(prefix));
        }
    }
}

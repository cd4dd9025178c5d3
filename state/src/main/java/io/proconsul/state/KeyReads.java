package io.proconsul.state;

import io.proconsul.model.kv.KvEntry;
import io.proconsul.state.table.Indexes;
import io.proconsul.state.tree.Cursor;
import io.proconsul.state.watch.Topic;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Questions about keys (index rules: HTTP reference, section 1.6). */
final class KeyReads {
    private KeyReads() {}

    record One(String key) implements Read<@Nullable KvEntry> {
        @Override
        public Set<Topic> topics() {
            return Set.of(new Topic.Key(key));
        }

        @Override
        public long index(Root root) {
            return on(root).index();
        }

        @Override
        public Reading<@Nullable KvEntry> on(Root root) {
            KvEntry entry = root.keys().entries().get(key);
            return new Reading<>(entry == null ? ofTable(root) : entry.modifyIndex(), entry);
        }
    }

    record Below(String prefix) implements Read<List<KvEntry>> {
        @Override
        public Set<Topic> topics() {
            return Set.of(new Topic.KeyPrefix(prefix));
        }

        @Override
        public long index(Root root) {
            return ofPrefix(root, prefix);
        }

        @Override
        public Reading<List<KvEntry>> on(Root root) {
            return new Reading<>(index(root), root.keys().entries().below(prefix));
        }
    }

    record Names(String prefix, String separator, Predicate<String> visible)
            implements Read<List<String>> {
        @Override
        public Set<Topic> topics() {
            return Set.of(new Topic.KeyPrefix(prefix));
        }

        @Override
        public long index(Root root) {
            return ofPrefix(root, prefix);
        }

        @Override
        public Reading<List<String>> on(Root root) {
            return new Reading<>(index(root), Collections.unmodifiableList(names(root)));
        }

        /** Jumps over what is folded into one name, so that a listing costs what it shows. */
        private List<String> names(Root root) {
            List<String> names = new ArrayList<>();
            Cursor<KvEntry> entries = root.keys().entries().scan(prefix);
            while (entries.hasNext()) {
                String key = entries.next().key();
                if (!visible.test(key)) {
                    continue;
                }
                int cut = separator.isEmpty() ? -1 : key.indexOf(separator, prefix.length());
                if (cut < 0) {
                    names.add(key);
                } else {
                    String folded = key.substring(0, cut + separator.length());
                    names.add(folded);
                    entries.skipBelow(folded);
                }
            }
            return names;
        }
    }

    private static long ofTable(Root root) {
        return root.indexes().highest(Indexes.KEYS, Indexes.TOMBSTONES);
    }

    /** The last write or deletion below a prefix; without a trace of any, that of all keys. */
    private static long ofPrefix(Root root, String prefix) {
        long own =
                prefix.isEmpty()
                        ? 0
                        : Math.max(
                                root.keys().entries().maxIndex(prefix),
                                root.keys().tombstones().maxIndex(prefix));
        return own == 0 ? ofTable(root) : own;
    }
}

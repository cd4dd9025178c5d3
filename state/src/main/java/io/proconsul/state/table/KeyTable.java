package io.proconsul.state.table;

import io.proconsul.model.kv.KvEntry;
import io.proconsul.state.tree.RadixTree;

/**
 * Keys and values.
 *
 * @param entries by key
 * @param tombstones by key
 * @param held the keys some session holds, by key
 * @param heldBy the same keys by session and key
 */
public record KeyTable(
        RadixTree<KvEntry> entries,
        RadixTree<Tombstone> tombstones,
        RadixTree<String> held,
        RadixTree<String> heldBy) {
    public static final KeyTable EMPTY =
            new KeyTable(
                    RadixTree.empty(KvEntry::modifyIndex),
                    RadixTree.empty(Tombstone::index),
                    RadixTree.unindexed(),
                    RadixTree.unindexed());
}

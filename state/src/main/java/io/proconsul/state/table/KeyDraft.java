package io.proconsul.state.table;

import io.proconsul.model.kv.KvEntry;
import io.proconsul.state.tree.TreeBatch;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** The keys while they are being changed: keeps what sessions hold in step with the entries. */
public final class KeyDraft {
    private final TreeBatch<KvEntry> entries;
    private final TreeBatch<Tombstone> tombstones;
    private final TreeBatch<String> held;
    private final TreeBatch<String> heldBy;

    public KeyDraft(KeyTable from) {
        entries = from.entries().batch();
        tombstones = from.tombstones().batch();
        held = from.held().batch();
        heldBy = from.heldBy().batch();
    }

    public KeyTable table() {
        return new KeyTable(entries.tree(), tombstones.tree(), held.tree(), heldBy.tree());
    }

    public void reset(KeyTable to) {
        entries.reset(to.entries());
        tombstones.reset(to.tombstones());
        held.reset(to.held());
        heldBy.reset(to.heldBy());
    }

    public @Nullable KvEntry get(String key) {
        return entries.get(key);
    }

    public List<KvEntry> below(String prefix) {
        return entries.below(prefix);
    }

    /** The keys a session holds, in order. */
    public List<String> heldBy(String session) {
        return heldBy.below(RowKey.withinExact(Uuid.key(session)));
    }

    public void put(KvEntry entry) {
        KvEntry before = entries.put(entry.key(), entry);
        String session = before == null ? "" : before.session();
        if (!session.equals(entry.session())) {
            letGo(entry.key(), session);
            hold(entry.key(), entry.session());
        }
    }

    /** Removes an entry that is there. */
    public void remove(KvEntry entry) {
        entries.remove(entry.key());
        letGo(entry.key(), entry.session());
    }

    /**
     * Removes all entries whose keys start with {@code prefix}; costs as much as what is held
     * below.
     *
     * @return how many there were
     */
    public int removeBelow(String prefix) {
        for (String key : held.below(prefix)) {
            KvEntry entry = entries.get(key);
            if (entry != null) {
                letGo(key, entry.session());
            }
        }
        return entries.removeBelow(prefix);
    }

    public void bury(String key, long index) {
        tombstones.put(key, new Tombstone(key, index));
    }

    /** One tombstone takes the place of all below its prefix. */
    public void buryBelow(String prefix, long index) {
        tombstones.removeBelow(prefix);
        if (!prefix.isEmpty()) {
            bury(prefix, index);
        }
    }

    /**
     * Forgets the tombstones of deletions up to {@code index}.
     *
     * @return whether there were any
     */
    public boolean reap(long index) {
        int before = tombstones.size();
        for (Tombstone tombstone : tombstones.below("")) {
            if (tombstone.index() <= index) {
                tombstones.remove(tombstone.key());
            }
        }
        return tombstones.size() < before;
    }

    private void hold(String key, String session) {
        if (!session.isEmpty()) {
            held.put(key, key);
            heldBy.put(heldKey(key, session), key);
        }
    }

    private void letGo(String key, String session) {
        if (!session.isEmpty()) {
            held.remove(key);
            heldBy.remove(heldKey(key, session));
        }
    }

    private static String heldKey(String key, String session) {
        return RowKey.withinExact(Uuid.key(session)) + key;
    }
}

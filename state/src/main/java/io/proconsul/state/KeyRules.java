package io.proconsul.state;

import io.proconsul.model.kv.KvEntry;
import io.proconsul.model.kv.KvRequest;
import io.proconsul.model.kv.KvVerb;
import io.proconsul.state.table.Indexes;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * What the verbs on keys do (HTTP reference, sections 3 and 4). Writes answer the entry as it then
 * stands, or null when their condition does not hold. A write that changes nothing leaves the entry
 * and all indexes as they are.
 */
final class KeyRules {
    private final Draft draft;

    KeyRules(Draft draft) {
        this.draft = draft;
    }

    /** Whether the condition of the verb held; true for verbs without one. */
    boolean apply(KvRequest request) {
        KvEntry entry = request.entry();
        return switch (request.op()) {
            case KvVerb.SET -> set(entry) != null;
            case KvVerb.CAS -> cas(entry) != null;
            case KvVerb.LOCK -> lock(entry) != null;
            case KvVerb.UNLOCK -> unlock(entry) != null;
            case KvVerb.DELETE -> delete(entry.key());
            case KvVerb.DELETE_CAS -> deleteCas(entry);
            case KvVerb.DELETE_TREE -> deleteTree(entry.key());
            default -> throw new Refusal("Invalid KVS operation '%s'".formatted(request.op()));
        };
    }

    /**
     * Writes whatever was there; a lock stays with its session. The lock index becomes the
     * writer's, which is zero in plain writes (observed on 1.8.7).
     */
    KvEntry set(KvEntry wanted) {
        KvEntry before = draft.keys.get(wanted.key());
        return write(before, wanted, wanted.lockIndex(), before == null ? "" : before.session());
    }

    /** Writes if the entry has the index expected; an expected 0 means that it is not there. */
    @Nullable KvEntry cas(KvEntry wanted) {
        KvEntry before = draft.keys.get(wanted.key());
        long index = before == null ? 0 : before.modifyIndex();
        return index == wanted.modifyIndex() ? set(wanted) : null;
    }

    /** Writes if the key is free or already the asking session's. */
    @Nullable KvEntry lock(KvEntry wanted) {
        if (wanted.session().isEmpty()) {
            throw new Refusal("missing session");
        }
        if (draft.sessionRules.find(wanted.session()) == null) {
            throw new Refusal("invalid session " + Quoted.of(wanted.session()));
        }
        KvEntry before = draft.keys.get(wanted.key());
        if (before == null) {
            return write(null, wanted, 1, wanted.session());
        }
        if (before.session().equals(wanted.session())) {
            return write(before, wanted, before.lockIndex(), wanted.session());
        }
        return before.session().isEmpty()
                ? write(before, wanted, before.lockIndex() + 1, wanted.session())
                : null;
    }

    /** Writes and frees the key if the asking session holds it. */
    @Nullable KvEntry unlock(KvEntry wanted) {
        if (wanted.session().isEmpty()) {
            throw new Refusal("missing session");
        }
        KvEntry before = draft.keys.get(wanted.key());
        return before != null && before.session().equals(wanted.session())
                ? write(before, wanted, before.lockIndex(), "")
                : null;
    }

    /** Takes the lock from an entry, value and all else staying. */
    void release(KvEntry entry) {
        write(entry, entry, entry.lockIndex(), "");
    }

    /** Deletes whatever was there, or nothing; always true. */
    boolean delete(String key) {
        KvEntry before = draft.keys.get(key);
        if (before != null) {
            draft.keys.remove(before);
            draft.keys.bury(key, draft.index());
            buried();
            draft.raise(Indexes.KEYS);
            draft.ledger().changes().key(key);
        }
        return true;
    }

    /** Deletes if the entry has the index expected; an absent key is as good as deleted. */
    boolean deleteCas(KvEntry expected) {
        KvEntry before = draft.keys.get(expected.key());
        if (before == null) {
            return true;
        }
        return before.modifyIndex() == expected.modifyIndex() && delete(expected.key());
    }

    /**
     * Deletes all below a prefix; always true. Its one tombstone stands for those that were below
     * it, too. The reference leaves them, and a prefix below that has one keeps its old index, so
     * that who waits there never hears of it.
     */
    boolean deleteTree(String prefix) {
        if (draft.keys.removeBelow(prefix) > 0) {
            draft.keys.buryBelow(prefix, draft.index());
            draft.raise(Indexes.KEYS);
            draft.ledger().changes().below(prefix);
            if (!prefix.isEmpty()) {
                buried();
            }
        }
        return true;
    }

    private KvEntry write(
            @Nullable KvEntry before, KvEntry wanted, long lockIndex, String session) {
        if (before != null && isSame(before, wanted, lockIndex, session)) {
            return before;
        }
        long created = before == null ? draft.index() : before.createIndex();
        KvEntry entry = Stamp.entry(wanted, lockIndex, session, created, draft.index());
        draft.keys.put(entry);
        draft.raise(Indexes.KEYS);
        draft.ledger().changes().key(entry.key());
        return entry;
    }

    private void buried() {
        draft.raise(Indexes.TOMBSTONES);
        draft.ledger().buried(draft.index());
    }

    private static boolean isSame(KvEntry a, KvEntry b, long lockIndex, String session) {
        return a.lockIndex() == lockIndex
                && a.flags() == b.flags()
                && a.session().equals(session)
                && Arrays.equals(bytes(a), bytes(b));
    }

    private static byte[] bytes(KvEntry entry) {
        return entry.value() == null ? new byte[0] : entry.value();
    }
}

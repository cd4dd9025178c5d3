package io.proconsul.state;

import io.proconsul.model.kv.KvEntry;
import io.proconsul.model.kv.KvVerb;
import io.proconsul.model.txn.TxnResult;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The verbs on keys in transactions. What was written is told without its value; deletions tell
 * nothing.
 */
final class KeyOperations {
    private final Draft draft;
    private final KeyRules rules;

    KeyOperations(Draft draft) {
        this.draft = draft;
        this.rules = draft.keyRules;
    }

    List<TxnResult> run(String verb, KvEntry entry) {
        return switch (verb) {
            case KvVerb.GET, KvVerb.GET_TREE -> read(verb, entry.key());
            case KvVerb.DELETE, KvVerb.DELETE_CAS, KvVerb.DELETE_TREE -> delete(verb, entry);
            case KvVerb.CHECK_NOT_EXISTS -> checkAbsent(entry.key());
            default -> List.of(result(withoutValue(write(verb, entry))));
        };
    }

    private List<TxnResult> read(String verb, String key) {
        return verb.equals(KvVerb.GET)
                ? List.of(result(existing(key, "%s doesn't exist")))
                : draft.keys.below(key).stream().map(KeyOperations::result).toList();
    }

    private List<TxnResult> delete(String verb, KvEntry entry) {
        boolean done =
                switch (verb) {
                    case KvVerb.DELETE -> rules.delete(entry.key());
                    case KvVerb.DELETE_TREE -> rules.deleteTree(entry.key());
                    default -> rules.deleteCas(entry);
                };
        if (!done) {
            throw refusal("failed to delete %s, index is stale", entry.key());
        }
        return List.of();
    }

    private List<TxnResult> checkAbsent(String key) {
        if (draft.keys.get(key) != null) {
            throw refusal("%s exists", key);
        }
        return List.of();
    }

    private KvEntry write(String verb, KvEntry entry) {
        return switch (verb) {
            case KvVerb.SET -> rules.set(entry);
            case KvVerb.CAS -> held(rules.cas(entry), "failed to set %s, index is stale", entry);
            case KvVerb.LOCK ->
                    held(rules.lock(entry), "failed to lock %s, lock is already held", entry);
            case KvVerb.UNLOCK ->
                    held(
                            rules.unlock(entry),
                            "failed to unlock %s, lock isn't held, or is held by another session",
                            entry);
            case KvVerb.CHECK_SESSION -> checkSession(entry);
            case KvVerb.CHECK_INDEX -> checkIndex(entry);
            default -> throw new Refusal("unknown KV verb " + Quoted.of(verb));
        };
    }

    private KvEntry checkSession(KvEntry expected) {
        KvEntry entry = existing(expected.key(), "failed to check session, %s doesn't exist");
        if (!entry.session().equals(expected.session())) {
            throw new Refusal(
                    "failed session check for key %s, current session %s != %s"
                            .formatted(
                                    Quoted.of(entry.key()),
                                    Quoted.of(entry.session()),
                                    Quoted.of(expected.session())));
        }
        return entry;
    }

    private KvEntry checkIndex(KvEntry expected) {
        KvEntry entry = existing(expected.key(), "failed to check index, %s doesn't exist");
        if (entry.modifyIndex() != expected.modifyIndex()) {
            throw new Refusal(
                    "failed index check for key %s, current modify index %d != %d"
                            .formatted(
                                    Quoted.of(entry.key()),
                                    entry.modifyIndex(),
                                    expected.modifyIndex()));
        }
        return entry;
    }

    private KvEntry existing(String key, String otherwise) {
        KvEntry entry = draft.keys.get(key);
        if (entry == null) {
            throw refusal(otherwise, key);
        }
        return entry;
    }

    private static KvEntry held(@Nullable KvEntry written, String otherwise, KvEntry wanted) {
        if (written == null) {
            throw refusal(otherwise, wanted.key());
        }
        return written;
    }

    /** A refusal about a key, which stands where the text has its one {@code %s}. */
    private static Refusal refusal(String text, String key) {
        return new Refusal(text.formatted("key " + Quoted.of(key)));
    }

    private static KvEntry withoutValue(KvEntry e) {
        return new KvEntry(
                e.lockIndex(),
                e.key(),
                e.flags(),
                null,
                e.session(),
                e.createIndex(),
                e.modifyIndex());
    }

    private static TxnResult result(KvEntry entry) {
        return new TxnResult(entry, null, null, null);
    }
}

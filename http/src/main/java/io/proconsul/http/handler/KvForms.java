package io.proconsul.http.handler;

import io.proconsul.json.JsonWriter;
import io.proconsul.json.MemberName;
import io.proconsul.model.kv.KeyNames;
import io.proconsul.model.kv.KvEntries;
import io.proconsul.model.kv.KvEntry;

import java.util.List;

/** How keys and values look; written by hand because nothing is read more often. */
final class KvForms {
    /** Entries as a list; none are an empty list. */
    static final JsonForm<KvEntries> ENTRIES = new JsonForm<>(KvForms::writeEntries);

    /** Names of keys as a list; none are an empty list. */
    static final JsonForm<KeyNames> NAMES = new JsonForm<>(KvForms::writeNames);

    private static final MemberName LOCK_INDEX = new MemberName("LockIndex");
    private static final MemberName KEY = new MemberName("Key");
    private static final MemberName FLAGS = new MemberName("Flags");
    private static final MemberName VALUE = new MemberName("Value");
    private static final MemberName SESSION = new MemberName("Session");
    private static final MemberName CREATE_INDEX = new MemberName("CreateIndex");
    private static final MemberName MODIFY_INDEX = new MemberName("ModifyIndex");

    private KvForms() {}

    private static void writeEntries(KvEntries reply, JsonWriter out) {
        List<KvEntry> entries = reply.entries();
        out.beginArray();
        if (entries != null) {
            entries.forEach(entry -> write(entry, out));
        }
        out.endArray();
    }

    /** An empty value reads as {@code null} (vector kv-021), flags are unsigned (kv-018). */
    static void write(KvEntry entry, JsonWriter out) {
        byte[] value = entry.value();
        out.beginObject();
        out.name(LOCK_INDEX).number(entry.lockIndex());
        out.name(KEY).string(entry.key());
        out.name(FLAGS).unsigned(entry.flags());
        out.name(VALUE);
        if (value == null || value.length == 0) {
            out.nothing();
        } else {
            out.base64(value);
        }
        if (!entry.session().isEmpty()) {
            out.name(SESSION).string(entry.session());
        }
        out.name(CREATE_INDEX).number(entry.createIndex());
        out.name(MODIFY_INDEX).number(entry.modifyIndex());
        out.endObject();
    }

    private static void writeNames(KeyNames reply, JsonWriter out) {
        List<String> names = reply.keys();
        out.beginArray();
        if (names != null) {
            names.forEach(out::string);
        }
        out.endArray();
    }
}

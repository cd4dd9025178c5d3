package io.proconsul.cli.snapshot;

import io.proconsul.cli.client.JsonAnswer;
import io.proconsul.json.JsonValue.JsonObject;

import org.jspecify.annotations.Nullable;

/** What is shown of an archive's description; numbers as they were written. */
record SnapshotMeta(String id, String size, String index, String term, String version) {
    /** Of a description, or of none. */
    static SnapshotMeta of(@Nullable JsonObject json) {
        var meta = new JsonAnswer(json);
        return new SnapshotMeta(
                meta.text("ID"),
                number(meta, "Size"),
                number(meta, "Index"),
                number(meta, "Term"),
                number(meta, "Version"));
    }

    private static String number(JsonAnswer meta, String name) {
        String text = meta.text(name);
        return text.isEmpty() ? "0" : text;
    }
}

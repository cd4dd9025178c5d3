package io.proconsul.cli.kv;

/** What commands do to keys before they send them. */
final class Keys {
    private Keys() {}

    /** Reads and deletes cut one leading slash, writes do not (CLI reference, section 5). */
    static String withoutLeadingSlash(String key) {
        return key.startsWith("/") ? key.substring(1) : key;
    }
}

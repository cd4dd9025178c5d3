package io.proconsul.model.wire;

import java.util.Comparator;
import java.util.Locale;

/** Names of fields: how they are derived, sorted and found again. */
final class Names {
    /** The order of the names' UTF-8 bytes, which is that of their code points. */
    static final Comparator<String> BYTE_ORDER = Names::compare;

    private Names() {}

    /** {@code modifyIndex} becomes {@code ModifyIndex}. */
    static String derived(String component) {
        return component.substring(0, 1).toUpperCase(Locale.ROOT) + component.substring(1);
    }

    /** Equal for names that Go's JSON takes for the same. */
    static String folded(String name) {
        return name.toLowerCase(Locale.ROOT).replace('\u017F', 's'); // the long s counts as an s
    }

    private static int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                // surrogates stand for what is behind all other characters
                boolean mixed = Character.isSurrogate(x) != Character.isSurrogate(y);
                return mixed ? (Character.isSurrogate(x) ? 1 : -1) : x - y;
            }
        }
        return a.length() - b.length();
    }
}

package io.proconsul.state;

import org.jspecify.annotations.Nullable;

import java.util.regex.Pattern;

/** The form of node ids where they are asked for by operations of transactions. */
final class NodeId {
    private static final int LENGTH = 36;
    private static final Pattern FORM = Pattern.compile("[^-]{8}-[^-]{4}-[^-]{4}-[^-]{4}-[^-]{12}");
    private static final Pattern DIGITS = Pattern.compile("[0-9a-fA-F-]+");

    private NodeId() {}

    /** What is wrong with it, in the reference's words; null when nothing is. */
    static @Nullable String problem(String id) {
        if (id.length() != LENGTH) {
            return "uuid string is wrong length";
        }
        return FORM.matcher(id).matches() && DIGITS.matcher(id).matches()
                ? null
                : "uuid is improperly formatted";
    }
}

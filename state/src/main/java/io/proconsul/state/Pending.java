package io.proconsul.state;

import org.jspecify.annotations.Nullable;

/** stub */
public final class Pending {
    private Pending() {}

    @SuppressWarnings({"DoNotCallSuggester", "TypeParameterUnusedInFormals"}) // gone in an hour
    public static <T extends @Nullable Object> T pending() {
        throw new UnsupportedOperationException();
    }
}

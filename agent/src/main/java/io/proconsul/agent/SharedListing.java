package io.proconsul.agent;

import io.proconsul.agent.local.LocalState;
import io.proconsul.rpc.Body;

import org.jspecify.annotations.Nullable;

import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A list of everything that is made once for each version of what it lists, so that many who ask
 * share it and its encodings. For callers who may see all of it. Any thread; two who meet a new
 * version may both make it.
 */
final class SharedListing<T> {
    private final LongSupplier version;
    private final Supplier<T> listing;
    private volatile @Nullable Made<T> last;

    private record Made<T>(long version, Body<T> body) {}

    /**
     * @param version see {@link LocalState#servicesVersion} and {@link LocalState#checksVersion}
     */
    SharedListing(LongSupplier version, Supplier<T> listing) {
        this.version = version;
        this.listing = listing;
    }

    Body<T> current() {
        // Before the list is made: it may then be newer than its version says, never older.
        long now = version.getAsLong();
        Made<T> made = last;
        if (made == null || made.version != now) {
            made = new Made<>(now, new Body<>(listing.get()));
            last = made;
        }
        return made.body;
    }
}

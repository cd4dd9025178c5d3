package io.proconsul.model.wire;

import org.jspecify.annotations.Nullable;

/** Makes a record, and the records that stand flat in it, of the values of all their fields. */
final class Assembly implements Part {
    private final RecordAccess access;
    private final Part[] parts;

    Assembly(RecordAccess access, Part[] parts) {
        this.access = access;
        this.parts = parts;
    }

    /**
     * @throws IllegalArgumentException whatever the record's constructor refuses
     */
    Object make(@Nullable Object[] slots) {
        @Nullable Object[] components = new Object[parts.length];
        for (int i = 0; i < parts.length; i++) {
            components[i] =
                    switch (parts[i]) {
                        case Part.Slot slot -> slots[slot.index()];
                        case Assembly nested -> nested.make(slots);
                    };
        }
        return access.make(components);
    }
}

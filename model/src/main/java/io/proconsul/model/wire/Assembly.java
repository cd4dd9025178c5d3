package io.proconsul.model.wire;

import org.jspecify.annotations.Nullable;

/**
 * How a record, and the records that stand flat in it, are taken apart into the values of all their
 * fields and made of them again. Each value has its slot.
 */
final class Assembly implements Part {
    private final RecordAccess access;
    private final Part[] parts;

    /** Whether the record's components are the slots, because nothing is flat. */
    private final boolean plain;

    Assembly(RecordAccess access, Part[] parts) {
        this.access = access;
        this.parts = parts;
        boolean inPlace = true;
        for (int i = 0; i < parts.length; i++) {
            inPlace &= parts[i] instanceof Part.Slot(int index) && index == i;
        }
        this.plain = inPlace;
    }

    /** The values of all {@code count} fields. */
    @Nullable Object[] take(Object record, int count) {
        @Nullable Object[] components = access.parts(record);
        if (plain) {
            return components;
        }
        @Nullable Object[] slots = new Object[count];
        spread(components, slots);
        return slots;
    }

    private void spread(@Nullable Object[] components, @Nullable Object[] slots) {
        for (int i = 0; i < parts.length; i++) {
            Object component = components[i];
            switch (parts[i]) {
                case Part.Slot slot -> slots[slot.index()] = component;
                case Assembly nested -> {
                    if (component != null) {
                        nested.spread(nested.access.parts(component), slots);
                    }
                }
            }
        }
    }

    /**
     * The record of these values.
     *
     * @throws IllegalArgumentException whatever the record's constructor refuses
     */
    Object make(@Nullable Object[] slots) {
        if (plain) {
            return access.make(slots);
        }
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

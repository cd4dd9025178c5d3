package io.proconsul.model.wire;

import org.jspecify.annotations.Nullable;

/**
 * Where a value is found in a record.
 *
 * @param flat the component that holds the record it is in, when that stands flat in another one
 */
record Component(RecordAccess access, int index, @Nullable Component flat) {
    @Nullable Object of(Object record) {
        if (flat == null) {
            return access.part(record, index);
        }
        Object holder = flat.of(record);
        return holder == null ? null : access.part(holder, index);
    }
}

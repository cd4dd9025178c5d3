package io.proconsul.model.wire;

/** What a component of a record is made of when the record is read. */
sealed interface Part permits Part.Slot, Assembly {
    /** The value in that place. */
    record Slot(int index) implements Part {}
}

package io.proconsul.state.snapshot;

/** A state read from records, complete and checked, not yet installed. */
public final class Restored {}

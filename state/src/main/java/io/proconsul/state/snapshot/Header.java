package io.proconsul.state.snapshot;

/** What stands before the records: the highest index of the state. */
record Header(long lastIndex) {}

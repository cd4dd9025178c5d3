package io.proconsul.agent.stored;

import org.jspecify.annotations.Nullable;

/**
 * A file that gets a new content or goes.
 *
 * @param name below the data folder, with slashes
 * @param content null: the file goes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never printed
record FileChange(String name, byte @Nullable [] content) {}

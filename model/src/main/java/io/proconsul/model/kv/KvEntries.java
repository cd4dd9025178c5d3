package io.proconsul.model.kv;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** The entries a read found; null when none (wire reference: IndexedDirEntries). */
public record KvEntries(@Nullable List<KvEntry> entries) {}

package io.proconsul.model.kv;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Names of keys; null when none (wire reference: IndexedKeyList). */
public record KeyNames(@Nullable List<String> keys) {}

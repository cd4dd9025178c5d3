package io.proconsul.model.catalog;

import org.jspecify.annotations.Nullable;

/** The node asked for, null when unknown (wire reference: IndexedNodeServices). */
public record NodeServicesReply(@Nullable NodeServices nodeServices) {}

package io.proconsul.model.catalog;

/** Wire reference: IndexedNodeServiceList. */
public record NodeServiceListReply(NodeServiceList nodeServices) {}

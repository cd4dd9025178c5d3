package io.proconsul.model.catalog;

/** A service as configuration names it (wire reference: ServiceName). */
public record LinkedName(String name) {}

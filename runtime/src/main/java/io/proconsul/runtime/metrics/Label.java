package io.proconsul.runtime.metrics;

/** One label of a metric. Values come from a small fixed set, never from input. */
public record Label(String name, String value) {}

package io.proconsul.model.catalog;

/** The DNS SRV weight of an instance while it passes and while it warns. */
public record Weights(int passing, int warning) {
    /** What an instance has that says nothing. */
    public static final Weights DEFAULT = new Weights(1, 1);
}

package io.proconsul.state.watch;

/**
 * Something that can change and be watched. Names of nodes and services are compared without regard
 * to case, as the catalog does.
 */
public sealed interface Topic {
    /** One key, present or absent. */
    record Key(String key) implements Topic {}

    /** All keys that start with {@code prefix}. */
    record KeyPrefix(String prefix) implements Topic {}

    /** The instances of one service with their nodes and checks, and whether there are any. */
    record ServiceName(String name) implements Topic {}

    /** The instances that take mesh traffic for one service. */
    record MeshDestination(String name) implements Topic {}

    /** One node with its services and checks. */
    record NodeName(String name) implements Topic {}

    /** One session. */
    record SessionId(String id) implements Topic {}

    /** Any row of a table. */
    record Whole(Table table) implements Topic {}
}

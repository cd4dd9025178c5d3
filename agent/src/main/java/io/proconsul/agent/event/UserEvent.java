package io.proconsul.agent.event;

import io.proconsul.model.wire.Wire;

import org.jspecify.annotations.Nullable;

/**
 * An event that a user fired.
 *
 * @param id a UUID
 * @param nodeFilter a regular expression that the names of nodes must match somewhere; empty: all
 * @param serviceFilter the same for a service of the node
 * @param tagFilter the same for a tag of that service
 * @param lamportTime when it was fired; 0 as long as nobody has heard of it
 */
@SuppressWarnings("ArrayRecordComponent") // the payload passes through; nobody compares events
public record UserEvent(
        @Wire("ID") String id,
        String name,
        byte @Nullable [] payload,
        String nodeFilter,
        String serviceFilter,
        String tagFilter,
        int version,
        @Wire("LTime") long lamportTime) {
    /** The only version there is. */
    public static final int VERSION = 1;

    UserEvent withId(String given) {
        return new UserEvent(
                given, name, payload, nodeFilter, serviceFilter, tagFilter, version, lamportTime);
    }

    UserEvent heardAt(long time) {
        return new UserEvent(
                id, name, payload, nodeFilter, serviceFilter, tagFilter, version, time);
    }
}

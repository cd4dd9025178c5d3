package io.proconsul.agent.local;

/**
 * Is told what changed, on the thread that changed it and after the change is visible. Must be
 * quick and must not change the state itself.
 */
public interface LocalListener {
    /** A service was registered, changed or taken away. */
    default void serviceChanged(String id) {}

    /** The verdict of a check changed, or it came or went; empty service id: of the node. */
    default void checkChanged(String id, String serviceId) {}

    /** The output of a check changed alone and should reach the catalog one day. */
    default void outputDeferred(String checkId) {}

    /** There is something to tell the catalog. */
    default void catalogBehind() {}
}

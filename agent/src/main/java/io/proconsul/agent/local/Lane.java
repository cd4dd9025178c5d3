package io.proconsul.agent.local;

/**
 * What must reach the catalog in order: a service with its checks, one check of the node, or the
 * node itself. Within a lane one request is under way at a time, so that an older state never
 * arrives after a newer one; different lanes do not wait for each other.
 */
public record Lane(Kind kind, String id) {
    /** What a lane is about. */
    public enum Kind {
        NODE,
        SERVICE,
        NODE_CHECK
    }

    public static final Lane NODE = new Lane(Kind.NODE, "");

    public static Lane ofService(String id) {
        return new Lane(Kind.SERVICE, id);
    }

    /** The lane of a check: its service's, or its own when it is about the node. */
    public static Lane ofCheck(String id, String serviceId) {
        return serviceId.isEmpty() ? new Lane(Kind.NODE_CHECK, id) : ofService(serviceId);
    }
}

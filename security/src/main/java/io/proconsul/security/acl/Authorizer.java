package io.proconsul.security.acl;

/**
 * Decides what the holder of a token may do. Immutable; any thread. Two authorizers that are equal
 * decide alike, so answers made for one may be given to the holder of the other.
 */
public interface Authorizer {
    /**
     * Whether {@code access} to the resource of that name is allowed.
     *
     * @param name the key, node, service, session's node and so on; empty for resources without
     *     names
     */
    boolean allows(Resource resource, Access access, String name);

    /** Whether everything is allowed, so that filtering can be left out. */
    default boolean allowsEverything() {
        return false;
    }

    /** Allows everything: what every token has while access control is off. */
    static Authorizer allowAll() {
        return AllowAll.INSTANCE;
    }
}

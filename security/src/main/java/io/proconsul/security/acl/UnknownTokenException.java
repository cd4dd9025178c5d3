package io.proconsul.security.acl;

/** The token does not exist. Its text is an interface: clients look for it. */
public final class UnknownTokenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnknownTokenException() {
        super("ACL not found", null, false, false);
    }
}

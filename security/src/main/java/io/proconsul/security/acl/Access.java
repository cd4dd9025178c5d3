package io.proconsul.security.acl;

/** What one may do with a resource. {@code LIST} exists for keys only. */
public enum Access {
    READ,
    LIST,
    WRITE,
    /** Write everything below a prefix. */
    WRITE_PREFIX
}

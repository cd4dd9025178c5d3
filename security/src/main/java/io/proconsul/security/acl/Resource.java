package io.proconsul.security.acl;

/** What rules speak about, as named in rules and in refusals. */
public enum Resource {
    ACL,
    AGENT,
    EVENT,
    INTENTION,
    KEY,
    KEYRING,
    NODE,
    OPERATOR,
    QUERY,
    SERVICE,
    SESSION
}

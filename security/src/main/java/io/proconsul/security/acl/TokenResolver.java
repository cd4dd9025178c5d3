package io.proconsul.security.acl;

/** Finds what the holder of a token may do. Any thread. */
public interface TokenResolver {
    /**
     * The authorizer of a token.
     *
     * @param secret the token's secret; empty for the anonymous token
     * @throws UnknownTokenException when no such token exists
     */
    Authorizer resolve(String secret);

    /** Any token may do anything: access control is off. */
    static TokenResolver allowAll() {
        return secret -> Authorizer.allowAll();
    }
}

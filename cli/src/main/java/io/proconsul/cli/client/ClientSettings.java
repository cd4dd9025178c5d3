package io.proconsul.cli.client;

/**
 * How an agent is reached and what is sent with every request. Empty texts mean: not given.
 *
 * @param basicAuth user, or user and password with a colon between
 * @param verify whether the agent's certificate is checked
 */
record ClientSettings(
        String address,
        String token,
        String datacenter,
        boolean stale,
        String namespace,
        String basicAuth,
        boolean tls,
        boolean verify,
        String caFile,
        String caPath,
        String clientCert,
        String clientKey,
        String tlsServerName) {

    ClientSettings withToken(String other) {
        return new ClientSettings(
                address,
                other,
                datacenter,
                stale,
                namespace,
                basicAuth,
                tls,
                verify,
                caFile,
                caPath,
                clientCert,
                clientKey,
                tlsServerName);
    }
}

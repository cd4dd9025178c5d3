package io.proconsul.cli.client;

import java.io.IOException;

/**
 * Where the agent listens.
 *
 * @param scheme {@code http} or {@code https}
 * @param host name or address; empty for a unix socket
 * @param socketPath the unix socket; empty for TCP
 * @param shown host and port as the user wrote them, for messages and the Host header
 */
record AgentAddress(String scheme, String host, int port, String socketPath, String shown) {
    private static final String DEFAULT = "127.0.0.1:8500";

    /**
     * @param tls whether https is asked for apart from the address
     * @throws IOException when the scheme is unknown
     */
    static AgentAddress parse(String text, boolean tls) throws IOException {
        String address = text.isEmpty() ? DEFAULT : text;
        int colon = address.indexOf("://");
        if (colon < 0) {
            return of(tls ? "https" : "http", address);
        }
        String rest = address.substring(colon + 3);
        return switch (address.substring(0, colon)) {
            case "http" -> of(tls ? "https" : "http", rest);
            case "https" -> of("https", rest);
            case "unix" -> new AgentAddress("http", "", 0, rest, rest.replace("/", "%2F"));
            default ->
                    throw new IOException(
                            "Unknown protocol scheme: " + address.substring(0, colon));
        };
    }

    private static AgentAddress of(String scheme, String hostAndPort) throws IOException {
        String bare =
                hostAndPort.endsWith("/")
                        ? hostAndPort.substring(0, hostAndPort.length() - 1)
                        : hostAndPort;
        int colon = bare.lastIndexOf(':');
        boolean hasPort = colon > bare.lastIndexOf(']');
        String host = hasPort ? bare.substring(0, colon) : bare;
        int port = scheme.equals("https") ? 443 : 80;
        if (hasPort) {
            port = port(bare.substring(colon + 1), bare);
        }
        String plain =
                host.startsWith("[") && host.endsWith("]")
                        ? host.substring(1, host.length() - 1)
                        : host;
        return new AgentAddress(scheme, plain, port, "", bare);
    }

    /** Host and port as they are connected to. */
    String target() {
        String bracketed = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return bracketed + ":" + port;
    }

    private static int port(String text, String whole) throws IOException {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException noNumber) {
            throw new IOException(
                    "address " + whole + ": the port \"" + text + "\" is not a number", noNumber);
        }
    }
}

package io.proconsul.agent.service;

/** Host and port in one text; an address with colons stands in brackets. */
public final class HostPort {
    private HostPort() {}

    public static String join(String host, int port) {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}

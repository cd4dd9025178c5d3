package io.proconsul.app;

import io.proconsul.model.product.ProductVersion;

import java.util.Locale;

/**
 * What an operator sees first (configuration reference, section 8).
 *
 * @param clientAddresses where HTTP and DNS listen, as configured
 * @param ports HTTP, HTTPS, gRPC, DNS, LAN and WAN; -1 for off
 */
record Banner(
        String nodeId,
        String nodeName,
        String datacenter,
        boolean server,
        boolean bootstrap,
        String clientAddresses,
        String clusterAddress,
        Ports ports,
        Encryption encryption) {

    record Ports(int http, int https, int grpc, int dns, int lan, int wan) {}

    record Encryption(
            boolean gossip, boolean tlsOutgoing, boolean tlsIncoming, boolean autoEncrypt) {}

    String text() {
        StringBuilder text = new StringBuilder("==> Starting Consul agent...\n");
        line(text, "Version", quoted(ProductVersion.COMPATIBLE));
        line(text, "Product", quoted(ProductVersion.PRODUCT));
        line(text, "Node ID", quoted(nodeId));
        line(text, "Node name", quoted(nodeName));
        line(
                text,
                "Datacenter",
                quoted(datacenter) + " (Segment: " + quoted(server ? "<all>" : "") + ")");
        line(text, "Server", server + " (Bootstrap: " + bootstrap + ")");
        line(
                text,
                "Client Addr",
                String.format(
                        Locale.ROOT,
                        "[%s] (HTTP: %d, HTTPS: %d, gRPC: %d, DNS: %d)",
                        clientAddresses,
                        ports.http,
                        ports.https,
                        ports.grpc,
                        ports.dns));
        line(
                text,
                "Cluster Addr",
                clusterAddress + " (LAN: " + ports.lan + ", WAN: " + ports.wan + ")");
        line(
                text,
                "Encrypt",
                "Gossip: "
                        + encryption.gossip
                        + ", TLS-Outgoing: "
                        + encryption.tlsOutgoing
                        + ", TLS-Incoming: "
                        + encryption.tlsIncoming
                        + ", Auto-Encrypt-TLS: "
                        + encryption.autoEncrypt);
        return text.append("\n==> Log data will now stream in as it occurs:\n").toString();
    }

    private static String quoted(String text) {
        return "'" + text + "'";
    }

    /** The colons stand below each other. */
    private static void line(StringBuilder text, String name, String value) {
        text.repeat(' ', 18 - name.length()).append(name).append(": ").append(value).append('\n');
    }
}

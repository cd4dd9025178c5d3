package io.proconsul.dns;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How names are answered. Replaced as a whole on reload.
 *
 * @param domain the domain served, lower case with a final dot
 * @param altDomain a second one; empty for none
 * @param datacenter the agent's datacenter
 * @param nodeName the agent's node, from which prepared queries measure distance
 * @param token the agent's default token
 * @param nodeTtl of node and address answers
 * @param serviceTtl by service name, by prefix ending in {@code *}, or {@code *} for all
 * @param allowStale any server may answer, if not older than {@code maxStale}
 * @param udpAnswerLimit how many records a UDP client without EDNS gets
 * @param addressLimit how many A or AAAA records anybody gets; 0 for no limit
 * @param setTruncated tell the client when something was left out
 * @param nodeMetaTexts answers about nodes carry their metadata as TXT records
 * @param recursors who is asked for foreign names, in order
 */
public record DnsSettings(
        String domain,
        String altDomain,
        String datacenter,
        String nodeName,
        String token,
        Duration nodeTtl,
        Map<String, Duration> serviceTtl,
        boolean allowStale,
        Duration maxStale,
        boolean onlyPassing,
        int udpAnswerLimit,
        int addressLimit,
        boolean setTruncated,
        boolean compress,
        boolean nodeMetaTexts,
        boolean translateWanAddresses,
        Soa soa,
        List<InetSocketAddress> recursors,
        Duration recursorTimeout) {

    /** The timing fields of the domain's SOA record, in seconds. */
    public record Soa(int refresh, int retry, int expire, int minimumTtl) {}

    /**
     * How long answers about that service may be kept: its own entry, else that of its longest
     * prefix.
     */
    public Duration ttlOf(String service) {
        Duration own = serviceTtl.get(service);
        if (own != null || serviceTtl.isEmpty()) {
            return own == null ? Duration.ZERO : own;
        }
        for (int length = service.length(); length >= 0; length--) {
            Duration prefix = serviceTtl.get(service.substring(0, length) + "*");
            if (prefix != null) {
                return prefix;
            }
        }
        return Duration.ZERO;
    }
}

package io.proconsul.dns.message;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * EDNS option 8 (RFC 7871): the network on whose behalf a resolver asks.
 *
 * @param family 1 for IPv4, 2 for IPv6
 * @param sourceLength how many bits of the address count
 * @param address the bytes as sent, without trailing zeros
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes as they were, echoed and never compared
public record ClientSubnet(int family, int sourceLength, byte[] address) {
    /** The option's number. */
    public static final int OPTION = 8;

    /** The address filled up with zeros; empty for an unknown family or too many bytes. */
    public Optional<String> fullAddress() {
        int size = family == 1 ? 4 : 16;
        if (family < 1 || family > 2 || address.length > size) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    InetAddress.getByAddress(Arrays.copyOf(address, size)).getHostAddress());
        } catch (UnknownHostException impossible) {
            throw new AssertionError("an address of " + size + " bytes", impossible);
        }
    }
}

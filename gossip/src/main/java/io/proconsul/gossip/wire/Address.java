package io.proconsul.gossip.wire;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Where a member listens: 4 or 16 address bytes and a port. Compared byte for byte, because an IPv4
 * address mapped into 16 bytes is another address to memberlist (wire reference, section 2.3).
 *
 * @param ip not to be changed by anyone
 * @param port 0 to 65535
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record Address(byte[] ip, int port) {
    /** No address at all. */
    public static final Address NONE = new Address(new byte[0], 0);

    public static Address of(InetSocketAddress socket) {
        return new Address(socket.getAddress().getAddress(), socket.getPort());
    }

    public static Address of(InetAddress ip, int port) {
        return new Address(ip.getAddress(), port);
    }

    /** An address from numbers, such as {@code 10.0.0.1:8301} or {@code [::1]:8301}. */
    public static Address parse(String text) {
        int colon = text.lastIndexOf(':');
        try {
            return of(
                    InetAddress.ofLiteral(text.substring(0, Math.max(colon, 0))),
                    Integer.parseInt(text.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(text + " is not an address with a port", e);
        }
    }

    /** Whether these are the bytes of an address that packets can be sent to. */
    public boolean isUsable() {
        return (ip.length == 4 || ip.length == 16) && port != 0;
    }

    /** The same for sockets; only for usable addresses. */
    public InetSocketAddress toSocket() {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(ip), port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(ip.length + " bytes are no address", e);
        }
    }

    public String ipText() {
        try {
            InetAddress address = InetAddress.getByAddress(ip);
            return address instanceof Inet6Address v6 ? Ipv6Text.of(v6) : address.getHostAddress();
        } catch (UnknownHostException e) {
            return ip.length == 0 ? "<nil>" : "?" + HexFormat.of().formatHex(ip);
        }
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof Address that && port == that.port && Arrays.equals(ip, that.ip);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(ip) + port;
    }

    /** {@code ip:port}, with brackets around IPv6. */
    @Override
    public String toString() {
        return ip.length == 16 ? "[" + ipText() + "]:" + port : ipText() + ":" + port;
    }
}

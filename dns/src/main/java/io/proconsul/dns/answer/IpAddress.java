package io.proconsul.dns.answer;

import io.proconsul.dns.message.DnsRecord;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.StringJoiner;

/** An IPv4 or IPv6 address; never a name, never looked up. */
record IpAddress(DnsRecord.Content record) {

    /** The address in the text; empty when it is a name or nonsense. */
    static Optional<IpAddress> parse(String text) {
        return looksLikeAddress(text) ? literal(text) : Optional.empty();
    }

    /** Only digits and dots, or something with a colon: the rest would be looked up as a name. */
    private static boolean looksLikeAddress(String text) {
        boolean dots = !text.isEmpty();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ':') {
                return true;
            }
            dots &= c == '.' || c >= '0' && c <= '9';
        }
        return dots && text.chars().filter(c -> c == '.').count() == 3;
    }

    private static Optional<IpAddress> literal(String text) {
        try {
            return Optional.of(of(InetAddress.ofLiteral(text)));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private static IpAddress of(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return new IpAddress(
                address instanceof Inet4Address
                        ? new DnsRecord.A(bytes.getInt())
                        : new DnsRecord.Aaaa(bytes.getLong(), bytes.getLong()));
    }

    /** The address of 8 or 32 hexadecimal digits; empty for anything else. */
    static Optional<IpAddress> ofHex(String digits) {
        try {
            byte[] bytes = HexFormat.of().parseHex(digits);
            return bytes.length == 4 || bytes.length == 16
                    ? Optional.of(of(InetAddress.getByAddress(bytes)))
                    : Optional.empty();
        } catch (IllegalArgumentException | UnknownHostException noAddress) {
            return Optional.empty();
        }
    }

    /** As 8 or 32 hexadecimal digits. */
    String hex() {
        HexFormat hex = HexFormat.of();
        return switch (record) {
            case DnsRecord.A(var address) -> hex.toHexDigits(address);
            case DnsRecord.Aaaa(var high, var low) -> hex.toHexDigits(high) + hex.toHexDigits(low);
            case DnsRecord.Target _, DnsRecord.Soa _, DnsRecord.Srv _, DnsRecord.Txt _ ->
                    throw new AssertionError("not an address: " + record);
        };
    }

    /** The usual text, with the longest run of zeros shortened (RFC 5952), as Go writes it. */
    String text() {
        return switch (record) {
            case DnsRecord.A(var a) ->
                    (a >>> 24) + "." + (a >> 16 & 0xff) + "." + (a >> 8 & 0xff) + "." + (a & 0xff);
            case DnsRecord.Aaaa(var high, var low) -> text(high, low);
            case DnsRecord.Target _, DnsRecord.Soa _, DnsRecord.Srv _, DnsRecord.Txt _ ->
                    throw new AssertionError("not an address: " + record);
        };
    }

    private static String text(long high, long low) {
        int[] groups = new int[8];
        for (int i = 0; i < 4; i++) {
            groups[i] = (int) (high >>> 48 - 16 * i) & 0xffff;
            groups[i + 4] = (int) (low >>> 48 - 16 * i) & 0xffff;
        }
        int start = 0;
        int length = 0;
        for (int i = 0; i < 8; i++) {
            int run = 0;
            while (i + run < 8 && groups[i + run] == 0) {
                run++;
            }
            if (run > length) {
                start = i;
                length = run;
            }
        }
        return length < 2
                ? joined(groups, 0, 8)
                : joined(groups, 0, start) + "::" + joined(groups, start + length, 8);
    }

    private static String joined(int[] groups, int from, int to) {
        StringJoiner joined = new StringJoiner(":");
        for (int i = from; i < to; i++) {
            joined.add(Integer.toHexString(groups[i]));
        }
        return joined.toString();
    }
}

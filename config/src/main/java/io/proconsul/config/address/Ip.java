package io.proconsul.config.address;

import org.jspecify.annotations.Nullable;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** IP addresses from and to text, as Go reads and writes them. */
public final class Ip {
    private static final int GROUPS = 8;

    private Ip() {}

    /** The address a text stands for, or null when it is none. Never asks a name server. */
    public static @Nullable InetAddress parse(String text) {
        if (text.indexOf(':') < 0) {
            return parseFour(text);
        }
        if (text.indexOf('%') >= 0 || text.indexOf('[') >= 0) {
            return null;
        }
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException notAnAddress) {
            return null;
        }
    }

    /** Four decimal numbers and nothing else; the JDK also takes fewer. */
    private static @Nullable InetAddress parseFour(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return null;
        }
        byte[] bytes = new byte[4];
        for (int i = 0; i < 4; i++) {
            int number = octet(parts[i]);
            if (number < 0) {
                return null;
            }
            bytes[i] = (byte) number;
        }
        return of(bytes);
    }

    private static int octet(String digits) {
        if (digits.isEmpty() || digits.length() > 3) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number > 255 ? -1 : number;
    }

    static InetAddress of(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException wrongLength) {
            throw new AssertionError(
                    "an address has 4 or 16 bytes, not " + bytes.length, wrongLength);
        }
    }

    /** The shortest usual text: IPv6 in lower case with its longest run of zeros left out. */
    public static String text(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return (bytes[0] & 255)
                    + "."
                    + (bytes[1] & 255)
                    + "."
                    + (bytes[2] & 255)
                    + "."
                    + (bytes[3] & 255);
        }
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = (bytes[2 * i] & 255) << 8 | bytes[2 * i + 1] & 255;
        }
        return text(groups);
    }

    private static String text(int[] groups) {
        int gapStart = -1;
        int gapLength = 1;
        for (int i = 0; i < GROUPS; i++) {
            int length = zeros(groups, i);
            if (length > gapLength) {
                gapStart = i;
                gapLength = length;
            }
        }
        var text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == gapStart) {
                text.append("::");
                i += gapLength - 1;
            } else {
                boolean first = text.isEmpty() || text.charAt(text.length() - 1) == ':';
                text.append(first ? "" : ":").append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }

    private static int zeros(int[] groups, int from) {
        int i = from;
        while (i < GROUPS && groups[i] == 0) {
            i++;
        }
        return i - from;
    }

    /** Address and port as one text; IPv6 in brackets. */
    public static String text(InetAddress address, int port) {
        String ip = text(address);
        return (address instanceof Inet4Address ? ip : "[" + ip + "]") + ":" + port;
    }
}

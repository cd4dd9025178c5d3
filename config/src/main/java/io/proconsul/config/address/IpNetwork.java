package io.proconsul.config.address;

import org.jspecify.annotations.Nullable;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * An address with the size of the network it is in.
 *
 * @param prefix bits of the network, 0 to 32 or 128
 */
public record IpNetwork(InetAddress address, int prefix) {
    public IpNetwork {
        if (prefix < 0 || prefix > bits(address)) {
            throw new IllegalArgumentException(
                    "no network of " + Ip.text(address) + " has " + prefix + " bits");
        }
    }

    /** Reads {@code 10.0.0.0/8}; null when the text is no network in this notation. */
    public static @Nullable IpNetwork parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = slash < 0 ? null : Ip.parse(text.substring(0, slash));
        if (address == null) {
            return null;
        }
        String digits = text.substring(slash + 1);
        if (digits.isEmpty()
                || digits.length() > 3
                || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        int prefix = Integer.parseInt(digits);
        boolean mapped = address instanceof Inet4Address && text.indexOf(':') >= 0;
        int own = mapped ? prefix - 96 : prefix;
        return own < 0 || own > bits(address) ? null : new IpNetwork(address, own);
    }

    /** Whether an address is in this network. */
    public boolean contains(InetAddress other) {
        return bits(other) == bits() && number(other).and(mask()).equals(number().and(mask()));
    }

    /**
     * The network with all bits of the address outside it cleared: {@code 10.1.2.3/8} is {@code
     * 10.0.0.0/8}.
     */
    public IpNetwork masked() {
        return with(number().and(mask()));
    }

    boolean contains(IpNetwork other) {
        return prefix <= other.prefix && contains(other.address);
    }

    int bits() {
        return bits(address);
    }

    boolean isFour() {
        return address instanceof Inet4Address;
    }

    BigInteger number() {
        return number(address);
    }

    BigInteger mask() {
        return hosts().xor(BigInteger.ONE.shiftLeft(bits()).subtract(BigInteger.ONE));
    }

    /** The bits that are not the network's. */
    BigInteger hosts() {
        return BigInteger.ONE.shiftLeft(bits() - prefix).subtract(BigInteger.ONE);
    }

    BigInteger last() {
        return number().or(hosts());
    }

    /** The address of a number in this family; numbers beyond wrap around. */
    InetAddress addressOf(BigInteger number) {
        byte[] bytes = new byte[bits() / 8];
        byte[] digits = number.mod(BigInteger.ONE.shiftLeft(bits())).toByteArray();
        int length = Math.min(bytes.length, digits.length);
        System.arraycopy(digits, digits.length - length, bytes, bytes.length - length, length);
        return Ip.of(bytes);
    }

    IpNetwork with(BigInteger number) {
        return new IpNetwork(addressOf(number), prefix);
    }

    private static int bits(InetAddress address) {
        return address.getAddress().length * 8;
    }

    private static BigInteger number(InetAddress address) {
        return new BigInteger(1, address.getAddress());
    }

    /** The address, and the prefix unless it is the whole address. */
    @Override
    public String toString() {
        return prefix == bits() ? Ip.text(address) : Ip.text(address) + "/" + prefix;
    }
}

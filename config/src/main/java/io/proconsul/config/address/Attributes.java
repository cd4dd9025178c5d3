package io.proconsul.config.address;

import io.proconsul.config.address.InterfaceAddress.Flag;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What {@code attr} and {@code join} can say about an address. */
final class Attributes {
    private Attributes() {}

    static String of(String name, InterfaceAddress address) throws TemplateException {
        IpNetwork network = address.network();
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "name" -> address.interfaceName();
            case "flags" -> flags(address);
            case "address", "host" -> Ip.text(address.address());
            case "string" -> network.toString();
            case "type" -> network.isFour() ? "IPv4" : "IPv6";
            case "port" -> "0";
            case "mask_bits" -> Integer.toString(network.prefix());
            case "netmask" -> Ip.text(network.addressOf(network.mask()));
            case "network" -> Ip.text(network.masked().address());
            case "first_usable" -> Ip.text(network.addressOf(firstUsable(network)));
            case "last_usable" -> Ip.text(network.addressOf(lastUsable(network)));
            case "octets" -> octets(network);
            case "binary" -> padded(network, 2, network.bits());
            case "hex" -> padded(network, 16, network.bits() / 4);
            case "size" -> BigInteger.ONE.shiftLeft(network.bits() - network.prefix()).toString();
            default -> ofFamily(name.toLowerCase(Locale.ROOT), network);
        };
    }

    private static String ofFamily(String name, IpNetwork network) throws TemplateException {
        if (name.equals("broadcast") && network.isFour()) {
            return Ip.text(network.addressOf(network.last()));
        }
        if (name.equals(network.isFour() ? "uint32" : "uint128")) {
            return network.number().toString();
        }
        throw new TemplateException("unsupported attribute name \"" + name + "\"");
    }

    private static String flags(InterfaceAddress address) {
        return Arrays.stream(Flag.values())
                .filter(address.flags()::contains)
                .map(Flag::word)
                .collect(Collectors.joining("|"));
    }

    /** In IPv4 the first and the last address of a network with more than two are not for hosts. */
    private static BigInteger firstUsable(IpNetwork network) {
        BigInteger first = network.masked().number();
        return hasEnds(network) ? first.add(BigInteger.ONE) : first;
    }

    static BigInteger lastUsable(IpNetwork network) {
        return hasEnds(network) ? network.last().subtract(BigInteger.ONE) : network.last();
    }

    private static boolean hasEnds(IpNetwork network) {
        return network.isFour() && network.prefix() < 31;
    }

    private static String octets(IpNetwork network) {
        byte[] bytes = network.address().getAddress();
        return IntStream.range(0, bytes.length)
                .mapToObj(i -> Integer.toString(bytes[i] & 255))
                .collect(Collectors.joining(" "));
    }

    private static String padded(IpNetwork network, int base, int length) {
        String digits = network.number().toString(base);
        return "0".repeat(length - digits.length()) + digits;
    }
}

package io.proconsul.config.address;

import io.proconsul.config.address.InterfaceAddress.Flag;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Which addresses a selector of {@code include} and {@code exclude} is about. */
final class Selections {
    private Selections() {}

    /**
     * The addresses that match, or those that do not. A choice with {@code |} may name an address
     * twice.
     */
    static List<InterfaceAddress> select(
            boolean include, String selector, String choice, List<InterfaceAddress> from)
            throws TemplateException {
        var selected = new ArrayList<InterfaceAddress>();
        for (Predicate<InterfaceAddress> matches : predicates(include, selector, choice)) {
            from.stream()
                    .filter(address -> matches.test(address) == include)
                    .forEach(selected::add);
        }
        return selected;
    }

    private static List<Predicate<InterfaceAddress>> predicates(
            boolean include, String selector, String choice) throws TemplateException {
        return switch (selector.toLowerCase(Locale.ROOT)) {
            case "address" ->
                    List.of(matching(choice, "address", address -> address.network().toString()));
            case "name" -> List.of(matching(choice, "name", InterfaceAddress::interfaceName));
            case "port" -> List.of(matching(choice, "port", _ -> "0"));
            case "flag", "flags" -> List.of(flagged(choice));
            case "network" -> networks(choice);
            case "rfc", "rfcs" -> rfcs(choice);
            case "size" -> List.of(sized(choice));
            case "type" -> types(choice);
            default ->
                    throw new TemplateException(
                            "invalid "
                                    + (include ? "include" : "exclude")
                                    + " selector \""
                                    + selector
                                    + "\"");
        };
    }

    private static Predicate<InterfaceAddress> matching(
            String expression, String what, Function<InterfaceAddress, String> text)
            throws TemplateException {
        try {
            Pattern pattern = Pattern.compile(expression);
            return address -> pattern.matcher(text.apply(address)).find();
        } catch (PatternSyntaxException wrong) {
            throw new TemplateException(
                    "Unable to compile "
                            + what
                            + " regexp \""
                            + expression
                            + "\": "
                            + wrong.getDescription());
        }
    }

    private static List<Predicate<InterfaceAddress>> networks(String choice)
            throws TemplateException {
        var predicates = new ArrayList<Predicate<InterfaceAddress>>();
        for (String text : choice.split("\\|", -1)) {
            IpNetwork network = text.indexOf('/') < 0 ? host(text) : IpNetwork.parse(text);
            if (network == null) {
                throw new TemplateException(
                        "unable to create an IP address from \""
                                + text
                                + "\": invalid IPAddr "
                                + text);
            }
            predicates.add(address -> network.contains(address.network()));
        }
        return predicates;
    }

    private static @Nullable IpNetwork host(String text) {
        InetAddress address = Ip.parse(text);
        return address == null ? null : new IpNetwork(address, address.getAddress().length * 8);
    }

    private static List<Predicate<InterfaceAddress>> rfcs(String choice) throws TemplateException {
        var predicates = new ArrayList<Predicate<InterfaceAddress>>();
        for (String text : choice.split("\\|", -1)) {
            long rfc = number(text, "unable to parse RFC number \"" + text + "\"");
            if (!KnownNetworks.isKnown(rfc)) {
                throw new TemplateException(
                        "unable to lookup RFC number \"" + text + "\": unsupported RFC " + rfc);
            }
            predicates.add(address -> KnownNetworks.contain(rfc, address.network()));
        }
        return predicates;
    }

    private static Predicate<InterfaceAddress> sized(String choice) throws TemplateException {
        long bits = number(choice, "invalid exclude size argument (\"" + choice + "\")");
        return address -> address.network().prefix() == bits;
    }

    private static long number(String text, String refusal) throws TemplateException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            throw new TemplateException(
                    refusal + ": strconv.ParseUint: parsing \"" + text + "\": invalid syntax");
        }
    }

    private static List<Predicate<InterfaceAddress>> types(String choice) throws TemplateException {
        var predicates = new ArrayList<Predicate<InterfaceAddress>>();
        for (String type : choice.toLowerCase(Locale.ROOT).split("\\|", -1)) {
            predicates.add(
                    switch (type) {
                        case "ip" -> _ -> true;
                        case "ipv4" -> address -> address.network().isFour();
                        case "ipv6" -> address -> !address.network().isFour();
                        case "unix" -> _ -> false;
                        default ->
                                throw new TemplateException(
                                        "unsupported type \"" + type + "\" \"" + choice + "\"");
                    });
        }
        return predicates;
    }

    /**
     * The interface has all flags that are named, or the address has one of the properties that are
     * named.
     */
    private static Predicate<InterfaceAddress> flagged(String choice) throws TemplateException {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        var properties = new ArrayList<Predicate<InterfaceAddress>>();
        boolean down = false;
        for (String word : choice.toLowerCase(Locale.ROOT).split("\\|", -1)) {
            switch (word) {
                case "up" -> flags.add(Flag.UP);
                case "down" -> down = true;
                case "broadcast" -> flags.add(Flag.BROADCAST);
                case "point-to-point" -> flags.add(Flag.POINT_TO_POINT);
                case "loopback" -> {
                    flags.add(Flag.LOOPBACK);
                    properties.add(address -> address.address().isLoopbackAddress());
                }
                case "multicast" -> {
                    flags.add(Flag.MULTICAST);
                    properties.add(address -> address.address().isMulticastAddress());
                }
                default -> properties.add(property(word));
            }
        }
        boolean byFlags = down || !flags.isEmpty();
        return address ->
                byFlags && address.flags().containsAll(flags)
                        || properties.stream().anyMatch(p -> p.test(address));
    }

    private static Predicate<InterfaceAddress> property(String word) throws TemplateException {
        return switch (word) {
            case "forwardable" ->
                    address ->
                            !KnownNetworks.contain(KnownNetworks.NOT_FORWARDED, address.network());
            case "global unicast" -> address -> isGlobalUnicast(address.address());
            case "interface-local multicast" -> address -> address.address().isMCNodeLocal();
            case "link-local multicast" -> address -> address.address().isMCLinkLocal();
            case "link-local unicast" -> address -> address.address().isLinkLocalAddress();
            case "unspecified" -> address -> address.address().isAnyLocalAddress();
            default -> throw new TemplateException("Unknown interface flag: \"" + word + "\"");
        };
    }

    private static boolean isGlobalUnicast(InetAddress address) {
        return !address.isAnyLocalAddress()
                && !address.isLoopbackAddress()
                && !address.isMulticastAddress()
                && !address.isLinkLocalAddress()
                && !Ip.text(address).equals("255.255.255.255");
    }
}

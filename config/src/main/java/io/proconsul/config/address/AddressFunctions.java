package io.proconsul.config.address;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The functions that templates may call. */
final class AddressFunctions {
    /** How many arguments each takes. */
    private static final Map<String, Integer> ARITY =
            Map.ofEntries(
                    Map.entry("GetAllInterfaces", 0),
                    Map.entry("GetDefaultInterfaces", 0),
                    Map.entry("GetPrivateInterfaces", 0),
                    Map.entry("GetPublicInterfaces", 0),
                    Map.entry("GetPrivateIP", 0),
                    Map.entry("GetPrivateIPs", 0),
                    Map.entry("GetPublicIP", 0),
                    Map.entry("GetPublicIPs", 0),
                    Map.entry("GetInterfaceIP", 1),
                    Map.entry("GetInterfaceIPs", 1),
                    Map.entry("sort", 2),
                    Map.entry("include", 3),
                    Map.entry("exclude", 3),
                    Map.entry("attr", 2),
                    Map.entry("join", 3),
                    Map.entry("limit", 2),
                    Map.entry("offset", 2),
                    Map.entry("unique", 2),
                    Map.entry("math", 3),
                    Map.entry("len", 1),
                    Map.entry("not", 1),
                    Map.entry("eq", 2),
                    Map.entry("ne", 2));

    private static final long PRIVATE = 6890;

    private final Interfaces interfaces;

    AddressFunctions(Interfaces interfaces) {
        this.interfaces = interfaces;
    }

    static boolean exists(String name) {
        return ARITY.containsKey(name);
    }

    static int arity(String name) {
        return ARITY.getOrDefault(name, 0);
    }

    /** Calls a function with as many arguments as it takes. */
    Object call(String name, List<Object> arguments) throws TemplateException {
        try {
            return arguments.isEmpty() ? source(name) : apply(name, arguments);
        } catch (IOException unknown) {
            throw new TemplateException(
                    "unable to query interface addresses: " + unknown.getMessage());
        }
    }

    List<InterfaceAddress> all() throws IOException {
        return interfaces.addresses();
    }

    private @Nullable String defaultInterface() throws IOException {
        return interfaces.defaultInterface().orElse(null);
    }

    private Object source(String name) throws TemplateException, IOException {
        return switch (name) {
            case "GetAllInterfaces" -> all();
            case "GetDefaultInterfaces" -> onDefaultInterface();
            case "GetPrivateInterfaces" -> usable(true);
            case "GetPublicInterfaces" -> usable(false);
            case "GetPrivateIP" -> firstOf(usable(true));
            case "GetPublicIP" -> firstOf(usable(false));
            case "GetPrivateIPs" ->
                    joined(bySize(true).stream().filter(AddressFunctions::isForwarded).toList());
            case "GetPublicIPs" -> joined(bySize(false));
            default -> throw new AssertionError(name);
        };
    }

    private List<InterfaceAddress> onDefaultInterface() throws TemplateException, IOException {
        String name = defaultInterface();
        if (name == null) {
            throw new TemplateException("no default interface found");
        }
        return all().stream().filter(address -> address.interfaceName().equals(name)).toList();
    }

    /** Private or public addresses of interfaces that are up, the default route's first. */
    private List<InterfaceAddress> usable(boolean isPrivate) throws TemplateException, IOException {
        List<InterfaceAddress> up =
                Selections.select(
                        true,
                        "flags",
                        "up",
                        Selections.select(true, "flags", "forwardable", all()));
        Comparator<InterfaceAddress> order =
                Orders.byDefault(defaultInterface())
                        .thenComparing(Orders.TYPE)
                        .thenComparing(Orders.SIZE);
        return up.stream()
                .sorted(order)
                .filter(address -> isPrivate(address) == isPrivate)
                .toList();
    }

    private List<InterfaceAddress> bySize(boolean isPrivate) throws IOException {
        return all().stream()
                .sorted(Orders.TYPE.thenComparing(Orders.SIZE))
                .filter(address -> isPrivate(address) == isPrivate)
                .toList();
    }

    private static boolean isPrivate(InterfaceAddress address) {
        return KnownNetworks.contain(PRIVATE, address.network());
    }

    private static boolean isForwarded(InterfaceAddress address) {
        return !KnownNetworks.contain(KnownNetworks.NOT_FORWARDED, address.network());
    }

    private static String firstOf(List<InterfaceAddress> addresses) {
        return addresses.isEmpty() ? "" : Ip.text(addresses.getFirst().address());
    }

    private static String joined(List<InterfaceAddress> addresses) {
        return addresses.stream()
                .map(address -> Ip.text(address.address()))
                .collect(Collectors.joining(" "));
    }

    private Object apply(String name, List<Object> arguments)
            throws TemplateException, IOException {
        Object first = arguments.getFirst();
        Object last = arguments.getLast();
        return switch (name) {
            case "GetInterfaceIP" -> firstOf(ofInterface(text(first), true));
            case "GetInterfaceIPs" -> joined(ofInterface(text(first), false));
            case "sort" -> Orders.sort(text(first), defaultInterface(), addresses(last));
            case "include" ->
                    Selections.select(true, text(first), text(arguments.get(1)), addresses(last));
            case "exclude" ->
                    Selections.select(false, text(first), text(arguments.get(1)), addresses(last));
            case "attr" -> attribute(text(first), last);
            case "join" -> join(text(first), text(arguments.get(1)), addresses(last));
            case "limit" -> addresses(last).stream().limit(Math.max(0, number(first))).toList();
            case "offset" -> offset((int) number(first), addresses(last));
            case "unique" -> unique(text(first), addresses(last));
            case "math" -> AddressMath.apply(text(first), text(arguments.get(1)), addresses(last));
            case "len" ->
                    (long) (last instanceof String text ? text.length() : addresses(last).size());
            case "not" -> !TemplateRun.isSomething(last);
            case "eq" -> first.equals(last);
            case "ne" -> !first.equals(last);
            default -> throw new AssertionError(name);
        };
    }

    /** Addresses of the interfaces whose name matches, the largest network first. */
    private List<InterfaceAddress> ofInterface(String name, boolean forwardedOnly)
            throws TemplateException, IOException {
        return Selections.select(true, "name", name, all()).stream()
                .filter(address -> !forwardedOnly || isForwarded(address))
                .sorted(Orders.TYPE.thenComparing(Orders.SIZE))
                .toList();
    }

    private static String attribute(String name, Object of) throws TemplateException {
        if (of instanceof InterfaceAddress address) {
            return Attributes.of(name, address);
        }
        List<InterfaceAddress> addresses = addresses(of);
        return addresses.isEmpty() ? "" : Attributes.of(name, addresses.getFirst());
    }

    private static String join(String name, String separator, List<InterfaceAddress> addresses)
            throws TemplateException {
        var text = new StringBuilder();
        for (InterfaceAddress address : addresses) {
            text.append(text.isEmpty() ? "" : separator).append(Attributes.of(name, address));
        }
        return text.toString();
    }

    private static List<InterfaceAddress> offset(int steps, List<InterfaceAddress> addresses)
            throws TemplateException {
        int size = addresses.size();
        if (Math.abs(steps) > size) {
            throw new TemplateException(
                    "unable to seek past the end of the interface array: offset ("
                            + Math.abs(steps)
                            + ") exceeds the number of interfaces ("
                            + size
                            + ")");
        }
        return addresses.subList(steps < 0 ? size + steps : steps, size);
    }

    /** Neighbours with the same text are one. */
    private static List<InterfaceAddress> unique(String by, List<InterfaceAddress> addresses)
            throws TemplateException {
        if (!by.equalsIgnoreCase("address") && !by.equalsIgnoreCase("name")) {
            throw new TemplateException("unsupported unique constraint \"" + by + "\"");
        }
        var kept = new ArrayList<InterfaceAddress>();
        String before = "";
        for (InterfaceAddress address : addresses) {
            String text =
                    by.equalsIgnoreCase("name")
                            ? address.interfaceName()
                            : address.network().toString();
            if (!text.equals(before)) {
                kept.add(address);
            }
            before = text;
        }
        return kept;
    }

    private static String text(Object value) throws TemplateException {
        if (value instanceof String text) {
            return text;
        }
        throw new TemplateException(
                "wrong type for value; expected string; got " + TemplateRun.typeName(value));
    }

    private static long number(Object value) throws TemplateException {
        if (value instanceof Long number) {
            return number;
        }
        throw new TemplateException("expected integer; found " + TemplateRun.print(value));
    }

    private static List<InterfaceAddress> addresses(Object value) throws TemplateException {
        if (value instanceof List<?> list) {
            return list.stream().map(InterfaceAddress.class::cast).toList();
        }
        throw new TemplateException(
                "wrong type for value; expected sockaddr.IfAddrs; got "
                        + TemplateRun.typeName(value));
    }
}

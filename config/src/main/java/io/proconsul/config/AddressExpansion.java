package io.proconsul.config;

import io.proconsul.config.address.AddressTemplates;
import io.proconsul.config.address.Ip;
import io.proconsul.config.address.TemplateException;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;

/**
 * Turns texts with addresses and templates into addresses. What is wrong becomes a problem of the
 * configuration and no address.
 */
final class AddressExpansion {
    private static final String UNIX = "unix://";

    private final AddressTemplates templates;

    AddressExpansion(AddressTemplates templates) {
        this.templates = templates;
    }

    /** One of several addresses of a key: an IP address or a Unix socket. */
    sealed interface Address {
        record OfIp(InetAddress ip) implements Address {
            @Override
            public String toString() {
                return Ip.text(ip);
            }
        }

        record OfSocket(String path) implements Address {
            @Override
            public String toString() {
                return path;
            }
        }
    }

    /** All addresses of a key; none when one of them is wrong. */
    List<Address> all(Settings settings, Key<String> key) {
        return all(settings, key, key.path());
    }

    private List<Address> all(Settings settings, Key<String> key, String label) {
        String text = expanded(settings, key, settings.get(key));
        var addresses = new ArrayList<Address>();
        for (String word : words(text == null ? "" : text)) {
            Address address = address(word);
            if (address == null) {
                problem(settings, key, label + ": invalid ip address: " + word);
                return List.of();
            }
            addresses.add(address);
        }
        return addresses;
    }

    private static @Nullable Address address(String word) {
        if (word.startsWith(UNIX)) {
            return new Address.OfSocket(word.substring(UNIX.length()));
        }
        InetAddress ip = Ip.parse(word.equals("[::]") ? "::" : word);
        return ip == null ? null : new Address.OfIp(ip);
    }

    /** All IP addresses of a key; a Unix socket among them is a problem. */
    List<InetAddress> ips(Settings settings, Key<String> key) {
        var ips = new ArrayList<InetAddress>();
        for (Address address : all(settings, key)) {
            switch (address) {
                case Address.OfIp(InetAddress ip) -> ips.add(ip);
                case Address.OfSocket _ -> {
                    problem(settings, key, key.path() + " cannot be a unix socket");
                    return List.of();
                }
            }
        }
        return ips;
    }

    /** The one IP address of a key; null when there is none, or when something is wrong. */
    @Nullable InetAddress one(Settings settings, Key<String> key) {
        return one(settings, key, key.path());
    }

    /** As above; errors call the key {@code label}. */
    @Nullable InetAddress one(Settings settings, Key<String> key, String label) {
        List<Address> addresses = all(settings, key, label);
        if (addresses.size() > 1) {
            String all = String.join(" ", addresses.stream().map(Objects::toString).toList());
            problem(settings, key, label + ": multiple addresses found: " + all);
            return null;
        }
        return switch (addresses.isEmpty() ? null : addresses.getFirst()) {
            case null -> null;
            case Address.OfIp(InetAddress ip) -> ip;
            case Address.OfSocket _ -> {
                problem(settings, key, label + " cannot be a unix socket");
                yield null;
            }
        };
    }

    /** Where something listens: at its own addresses, or at those of clients. */
    List<Endpoint> endpoints(
            Settings settings, Key<String> key, List<InetAddress> otherwise, int port) {
        List<Address> own = all(settings, key);
        List<Address> addresses =
                own.isEmpty() ? otherwise.stream().<Address>map(Address.OfIp::new).toList() : own;
        var endpoints = new ArrayList<Endpoint>();
        for (Address address : addresses) {
            switch (address) {
                case Address.OfSocket(String path) -> endpoints.add(new Endpoint.Unix(path));
                case Address.OfIp(InetAddress ip) when port > 0 ->
                        endpoints.add(new Endpoint.Tcp(ip, port));
                case Address.OfIp _ -> {}
            }
        }
        return endpoints;
    }

    /** Hosts and other words of a list; only templates are looked into. */
    List<String> optional(Settings settings, Key<List<String>> key) {
        var words = new ArrayList<String>();
        for (String text : settings.get(key)) {
            String expanded = expanded(settings, key, text);
            if (expanded == null) {
                continue;
            }
            if (expanded.equals(text)) {
                words.add(text);
            } else {
                words.addAll(words(expanded));
            }
        }
        return words;
    }

    /** Upstream DNS servers, each once. */
    List<String> recursors(Settings settings) throws ConfigException {
        var recursors = new LinkedHashSet<String>();
        for (String text : settings.get(AddressKeys.RECURSORS)) {
            for (String word : words(recursor(settings, text))) {
                if (word.startsWith(UNIX)) {
                    throw settings.wrong(
                            AddressKeys.RECURSORS, "DNS Recursors cannot be unix sockets: " + word);
                }
                recursors.add(word);
            }
        }
        return List.copyOf(recursors);
    }

    private String recursor(Settings settings, String text) throws ConfigException {
        try {
            return templates.expand(text);
        } catch (TemplateException wrong) {
            throw settings.wrong(
                    AddressKeys.RECURSORS,
                    "Invalid DNS recursor template "
                            + GoErrors.quote(text)
                            + ": "
                            + wrong.getMessage());
        }
    }

    private @Nullable String expanded(Settings settings, Key<?> key, String text) {
        try {
            return templates.expand(text);
        } catch (TemplateException wrong) {
            String message =
                    key.path()
                            + ": error parsing "
                            + GoErrors.quote(text)
                            + ": "
                            + wrong.getMessage();
            if (key.shape() instanceof Shape.ListOf) {
                settings.problem(key, message);
            } else {
                problem(settings, key, message);
            }
            return null;
        }
    }

    private static void problem(Settings settings, Key<?> key, String text) {
        settings.problemIn(Problems.ADDRESSES, key, text);
    }

    private static List<String> words(String text) {
        String bare = text.strip();
        return bare.isEmpty() ? List.of() : List.of(bare.split("\\s+"));
    }

    /** The addresses of a list that can be read; the others get a warning. */
    static List<InetAddress> parsable(Settings settings, Key<List<String>> key, String name) {
        var ips = new ArrayList<InetAddress>();
        for (String text : settings.get(key)) {
            InetAddress ip = Ip.parse(text);
            if (ip == null) {
                settings.warn("Cannot parse ip " + GoErrors.quote(text) + " from " + name);
            } else {
                ips.add(ip);
            }
        }
        return ips;
    }
}

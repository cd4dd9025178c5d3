package io.proconsul.dns.answer;

import io.proconsul.dns.DnsSettings;
import io.proconsul.dns.message.Question;
import io.proconsul.dns.message.RecordType;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a question's name from right to left until a label says what kind of thing is asked for.
 */
final class NameParser {
    private static final Set<String> KINDS =
            Set.of("service", "connect", "ingress", "node", "query", "addr");
    private static final String ARPA = "arpa.";

    private final DnsSettings settings;

    NameParser(DnsSettings settings) {
        this.settings = settings;
    }

    Lookup parse(Question question) {
        String name = question.name().toLowerCase(Locale.ROOT);
        if (isWithin(name, ARPA)) {
            return ReverseName.address(name)
                    .<Lookup>map(Lookup.Reverse::new)
                    .orElseGet(Lookup.Nothing::new);
        }
        return localPart(name)
                .map(local -> parse(labels(local), question.type() == RecordType.SRV))
                .orElseGet(Lookup.Foreign::new);
    }

    /** Whether we answer for that name ourselves. */
    boolean isOurs(String name) {
        return localPart(name.toLowerCase(Locale.ROOT)).isPresent();
    }

    /** What stands before our domain; the longer of two domains that fit. */
    private Optional<String> localPart(String name) {
        String alternative = settings.altDomain();
        boolean altFits = !alternative.isEmpty() && isWithin(name, alternative);
        boolean fits = isWithin(name, settings.domain());
        if (!fits && !altFits) {
            return Optional.empty();
        }
        boolean useAlternative =
                altFits && (!fits || alternative.length() > settings.domain().length());
        int length = useAlternative ? alternative.length() : settings.domain().length();
        return Optional.of(name.substring(0, name.length() - length));
    }

    private static boolean isWithin(String name, String domain) {
        int start = name.length() - domain.length();
        return name.endsWith(domain) && (start == 0 || start > 0 && name.charAt(start - 1) == '.');
    }

    private static List<String> labels(String name) {
        List<String> labels = new ArrayList<>(6);
        StringBuilder label = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '.') {
                labels.add(label.toString());
                label.setLength(0);
            } else {
                boolean escaped = c == '\\' && i + 1 < name.length();
                i += escaped ? 1 : 0;
                label.append(escaped ? name.charAt(i) : c);
            }
        }
        return labels;
    }

    private Lookup parse(List<String> labels, boolean srv) {
        for (int i = labels.size() - 1; i >= 0; i--) {
            String label = labels.get(i);
            List<String> suffixes = labels.subList(i + 1, labels.size());
            if (KINDS.contains(label)) {
                return lookup(label, labels.subList(0, i), suffixes);
            }
            if (srv && label.startsWith("_")) {
                return lookup("service", labels.subList(0, i + 1), suffixes);
            }
        }
        return new Lookup.Nothing();
    }

    private Lookup lookup(String kind, List<String> parts, List<String> suffixes) {
        if (parts.isEmpty() || suffixes.size() > 1) {
            return new Lookup.Nothing();
        }
        String datacenter = suffixes.isEmpty() ? settings.datacenter() : suffixes.getFirst();
        return switch (kind) {
            case "node" -> new Lookup.Node(String.join(".", parts), datacenter);
            case "query" -> new Lookup.PreparedQuery(String.join(".", parts), datacenter);
            case "connect" ->
                    new Lookup.Service(parts.getLast(), "", datacenter, Lookup.Kind.CONNECT);
            case "ingress" ->
                    new Lookup.Service(parts.getLast(), "", datacenter, Lookup.Kind.INGRESS);
            case "addr" -> address(parts, suffixes);
            case "service" -> service(parts, datacenter);
            default -> throw new AssertionError("a kind without a look-up: " + kind);
        };
    }

    private Lookup address(List<String> parts, List<String> suffixes) {
        if (parts.size() != 1) {
            return new Lookup.Nothing();
        }
        String digits = parts.getFirst();
        String datacenter = suffixes.isEmpty() ? "" : suffixes.getFirst() + ".";
        return new Lookup.Address(digits, digits + ".addr." + datacenter + settings.domain());
    }

    /** {@code [tag.]name}, or {@code _name._tag} in which {@code tcp} means no tag (RFC 2782). */
    private static Lookup service(List<String> parts, String datacenter) {
        String last = parts.getLast();
        if (parts.size() == 2 && parts.getFirst().startsWith("_") && last.startsWith("_")) {
            String tag = last.equals("_tcp") ? "" : last.substring(1);
            return new Lookup.Service(
                    parts.getFirst().substring(1), tag, datacenter, Lookup.Kind.PLAIN);
        }
        String tag = String.join(".", parts.subList(0, parts.size() - 1));
        return new Lookup.Service(last, tag, datacenter, Lookup.Kind.PLAIN);
    }
}

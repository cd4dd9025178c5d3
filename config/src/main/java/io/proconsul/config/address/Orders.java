package io.proconsul.config.address;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** How {@code sort} orders addresses; equal ones keep their order. */
final class Orders {
    static final Comparator<InterfaceAddress> TYPE =
            Comparator.comparingInt(address -> address.network().bits());

    /** Larger networks first; addresses of different families are not compared. */
    static final Comparator<InterfaceAddress> SIZE =
            (a, b) ->
                    TYPE.compare(a, b) != 0
                            ? 0
                            : Integer.compare(a.network().prefix(), b.network().prefix());

    private static final Comparator<InterfaceAddress> ADDRESS =
            (a, b) ->
                    TYPE.compare(a, b) != 0
                            ? 0
                            : a.network().number().compareTo(b.network().number());

    private static final Comparator<InterfaceAddress> PRIVATE =
            Comparator.comparing(address -> !KnownNetworks.contain(6890, address.network()));

    private Orders() {}

    /** Addresses of the interface with the default route first. */
    static Comparator<InterfaceAddress> byDefault(@Nullable String defaultInterface) {
        return Comparator.comparing(address -> !address.interfaceName().equals(defaultInterface));
    }

    /** The order of a list of clauses such as {@code "+type,-size"}. */
    static List<InterfaceAddress> sort(
            String clauses, @Nullable String defaultInterface, List<InterfaceAddress> from)
            throws TemplateException {
        Comparator<InterfaceAddress> order = (_, _) -> 0;
        for (String clause : clauses.split(",", -1)) {
            order = order.thenComparing(clause(clause, defaultInterface));
        }
        return from.stream().sorted(order).toList();
    }

    private static Comparator<InterfaceAddress> clause(
            String clause, @Nullable String defaultInterface) throws TemplateException {
        String word = clause.strip().toLowerCase(Locale.ROOT);
        boolean signed = word.startsWith("+") || word.startsWith("-");
        Comparator<InterfaceAddress> ascending =
                switch (signed ? word.substring(1) : word) {
                    case "address" -> ADDRESS;
                    case "default" -> byDefault(defaultInterface);
                    case "name" -> Comparator.comparing(InterfaceAddress::interfaceName);
                    case "port" -> (_, _) -> 0;
                    case "private" -> PRIVATE;
                    case "size" -> SIZE;
                    case "type" -> TYPE;
                    default -> throw new TemplateException("unknown sort type: \"" + clause + "\"");
                };
        return word.startsWith("-") ? ascending.reversed() : ascending;
    }
}

package io.proconsul.agent.join;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The addresses of a join list, and the entries that ask a cloud provider for addresses, which are
 * refused (configuration reference, section 6).
 *
 * @param contacts hosts with or without port
 * @param refused entries of the form {@code provider=aws ...}, by the provider's name alone: the
 *     rest may hold secrets
 */
record JoinAddresses(List<String> contacts, List<String> refused) {
    private static final Pattern PROVIDER = Pattern.compile("(?:^|\\s)provider=(\\S*)");

    static JoinAddresses of(List<String> entries) {
        List<String> contacts = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (String entry : entries) {
            provider(entry).ifPresentOrElse(refused::add, () -> contacts.add(entry));
        }
        return new JoinAddresses(List.copyOf(contacts), List.copyOf(refused));
    }

    private static Optional<String> provider(String entry) {
        Matcher provider = PROVIDER.matcher(entry);
        return provider.find() ? Optional.of(provider.group(1)) : Optional.empty();
    }
}

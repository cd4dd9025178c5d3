package io.proconsul.config;

import io.proconsul.config.address.IpNetwork;

import java.util.ArrayList;
import java.util.List;

/** Lists of networks in the notation {@code 10.0.0.0/8}. */
final class Cidrs {
    private Cidrs() {}

    /** Wrong ones end the building at once. */
    static List<IpNetwork> allowed(Settings settings, Key<List<String>> key)
            throws ConfigException {
        var networks = new ArrayList<IpNetwork>();
        var wrong = new ArrayList<String>();
        for (String text : settings.get(key)) {
            IpNetwork network = IpNetwork.parse(text);
            if (network == null) {
                wrong.add("invalid cidr: " + text);
            } else {
                networks.add(network.masked());
            }
        }
        if (!wrong.isEmpty()) {
            throw settings.wrong(key, key.path() + ": " + GoErrors.list(wrong));
        }
        return networks;
    }

    /** Wrong ones are noted among the problems. */
    static List<IpNetwork> noted(Settings settings, Key<List<String>> key, String label) {
        var networks = new ArrayList<IpNetwork>();
        for (String text : settings.get(key)) {
            IpNetwork network = IpNetwork.parse(text);
            if (network == null) {
                settings.problem(key, label + ": invalid cidr: " + text);
            } else {
                networks.add(network.masked());
            }
        }
        return networks;
    }
}

package io.proconsul.rpc.net;

import io.proconsul.rpc.method.Method;
import io.proconsul.rpc.method.Methods;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/** Finds methods by what a peer calls them, and says what is wrong with a name that is none. */
final class MethodNames {
    /** All services of 1.8.7, for its texts tell an unknown service from an unknown method. */
    private static final Set<String> SERVICES =
            Set.of(
                    "ACL",
                    "AutoConfig",
                    "AutoEncrypt",
                    "Catalog",
                    "ConfigEntry",
                    "ConnectCA",
                    "Coordinate",
                    "DiscoveryChain",
                    "FederationState",
                    "Health",
                    "Intention",
                    "Internal",
                    "KVS",
                    "Operator",
                    "PreparedQuery",
                    "Session",
                    "Status",
                    "Txn");

    private MethodNames() {}

    static @Nullable Method<?, ?> find(String name) {
        return Methods.named(name).orElse(null);
    }

    /** The reference's words (observed on 1.8.7). */
    static String unknown(String name) {
        int dot = name.lastIndexOf('.');
        if (dot < 0) {
            return "rpc: service/method request ill-formed: " + name;
        }
        boolean service = SERVICES.contains(name.substring(0, dot));
        return "rpc: can't find " + (service ? "method " : "service ") + name;
    }
}

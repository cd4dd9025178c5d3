package io.proconsul.config;

import io.proconsul.hcl.Place;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is wrong with values, collected while a configuration is built, and the warnings.
 *
 * <p>The reference reports problems in the order in which it happens to look at the keys, and
 * starts its list anew with every wrong duration, so that earlier problems get lost (observed on
 * 1.8.7). The recorded text keeps to that; the explanation names them all.
 */
final class Problems {
    /**
     * The groups of keys in the reference's order; what is not named here stands with its group.
     */
    private static final List<String> ORDER =
            List.of(
                    "dns_config.service_ttl",
                    "checks",
                    "services",
                    "ports",
                    "addresses",
                    "auto_config",
                    "gossip_lan",
                    "gossip_wan",
                    "acl_ttl",
                    "acl",
                    "autopilot",
                    "dns_config.max_stale",
                    "dns_config.node_ttl",
                    "dns_config.recursor_timeout",
                    "dns_config.cache_max_age",
                    "http_config",
                    "telemetry",
                    "check_update_interval",
                    "connect",
                    "default_query_time",
                    "discovery_max_stale",
                    "limits.https_handshake_timeout",
                    "performance.leave_drain_time",
                    "log_rotate_duration",
                    "max_query_time",
                    "primary_gateways",
                    "primary_gateways_interval",
                    "limits.rpc_handshake_timeout",
                    "performance.rpc_hold_timeout",
                    "raft_snapshot_interval",
                    "reconnect_timeout",
                    "reconnect_timeout_wan",
                    "retry_interval",
                    "retry_interval_wan",
                    "retry_join",
                    "retry_join_wan",
                    "session_ttl_min",
                    "start_join",
                    "start_join_wan",
                    "tls_cipher_suites");

    /** The group of everything about single addresses. */
    static final String ADDRESSES = "addresses";

    private record Problem(int rank, boolean alone, Finding finding) {}

    private final List<Problem> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /**
     * Adds a problem.
     *
     * @param path the key, or a group of the order above
     */
    void add(String path, String text, Place at) {
        problems.add(new Problem(rank(path), false, new Finding(text, at, "")));
    }

    /** Adds a problem that makes those before it get lost. */
    void addAlone(String path, String text, Place at) {
        problems.add(new Problem(rank(path), true, new Finding(text, at, "")));
    }

    private static int rank(String path) {
        int exact = ORDER.indexOf(path);
        int dot = path.indexOf('.');
        int group = exact < 0 && dot > 0 ? ORDER.indexOf(path.substring(0, dot)) : exact;
        if (group < 0) {
            throw new IllegalArgumentException("no order is known for " + path);
        }
        return group;
    }

    void warn(String text) {
        warnings.add(text);
    }

    List<String> warnings() {
        return warnings;
    }

    /** Ends the building when there were problems. */
    void throwIfAny() throws ConfigException {
        if (problems.isEmpty()) {
            return;
        }
        List<Problem> sorted =
                problems.stream().sorted(Comparator.comparingInt(Problem::rank)).toList();
        var recorded = new ArrayList<String>();
        for (Problem problem : sorted) {
            if (problem.alone) {
                recorded.clear();
            }
            recorded.add(problem.finding.text());
        }
        throw new ConfigException(
                GoErrors.list(recorded),
                Explanation.of(sorted.stream().map(Problem::finding).toList()));
    }
}

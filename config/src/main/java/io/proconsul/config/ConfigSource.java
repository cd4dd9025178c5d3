package io.proconsul.config;

import io.proconsul.hcl.HclException;
import io.proconsul.hcl.TreeReader;
import io.proconsul.hcl.Value.Table;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** One text that configuration is read from. */
final class ConfigSource {
    /** Accepted for old files, without effect. */
    private static final String ACL_ENFORCE_VERSION_8 = "acl_enforce_version_8";

    /** What only the enterprise edition understands, in the order in which the reference warns. */
    private static final List<String> ENTERPRISE =
            List.of(
                    "acl.tokens.managed_service_provider",
                    "acl.msp_disable_bootstrap",
                    "autopilot.disable_upgrade_migration",
                    "autopilot.redundancy_zone_tag",
                    "autopilot.upgrade_version_tag",
                    "dns_config.prefer_namespace",
                    "audit",
                    "non_voting_server",
                    "segment",
                    "segments");

    private final String name;
    private final boolean hcl;
    private final byte[] content;

    /**
     * @param name how errors call it
     * @param hcl whether it is HCL; else JSON
     */
    ConfigSource(String name, boolean hcl, byte[] content) {
        this.name = name;
        this.hcl = hcl;
        this.content = content;
    }

    /** The checked tree; null when the text says nothing. */
    @Nullable Table read(List<String> warnings) throws ConfigException {
        if (content.length == 0) {
            return null;
        }
        Table tree = parse();
        if (tree == null) {
            return null;
        }
        var decoding = new Decoding();
        Table decoded = decoding.decode(AllKeys.TABLE.root(), tree);
        checkTypes(decoding.wrongTypes());
        checkKeys(decoding.unknownKeys(), warnings);
        warnEnterprise(decoding.found(), warnings);
        return withSinglesInLists(decoded);
    }

    private @Nullable Table parse() throws ConfigException {
        try {
            return hcl ? TreeReader.hcl(name, content) : TreeReader.json(name, content);
        } catch (HclException wrong) {
            String cause = String.valueOf(wrong.getMessage());
            throw failed(cause, List.of(wrong.place() + ": the text cannot be read from here on"));
        }
    }

    private ConfigException failed(String cause, List<String> explanation) {
        return new ConfigException("failed to parse " + name + ": " + cause, explanation);
    }

    private void checkTypes(List<Finding> wrongTypes) throws ConfigException {
        if (!wrongTypes.isEmpty()) {
            List<String> texts = wrongTypes.stream().map(Finding::text).toList();
            throw failed(GoErrors.decoding(texts), Explanation.of(wrongTypes));
        }
    }

    private void checkKeys(List<Finding> unknownKeys, List<String> warnings)
            throws ConfigException {
        var unknown = new ArrayList<Finding>();
        for (Finding key : unknownKeys) {
            if (key.text().equals(ACL_ENFORCE_VERSION_8)) {
                warnings.add(
                        "config key \""
                                + ACL_ENFORCE_VERSION_8
                                + "\" is deprecated and should be removed");
            } else {
                unknown.add(
                        new Finding("invalid config key " + key.text(), key.at(), key.advice()));
            }
        }
        if (!unknown.isEmpty()) {
            List<String> texts = unknown.stream().map(Finding::text).toList();
            throw failed(GoErrors.list(texts), Explanation.of(unknown));
        }
    }

    private static void warnEnterprise(Set<String> found, List<String> warnings) {
        for (String key : ENTERPRISE) {
            if (found.contains(key)) {
                warnings.add(
                        "\""
                                + key
                                + "\" is a Consul Enterprise configuration and will have no"
                                + " effect");
            }
        }
    }

    /**
     * Several sources may each have one check and one service: they go to the ends of the lists.
     */
    private static Table withSinglesInLists(Table table) {
        var members = new LinkedHashMap<>(table.members());
        Merging.moveIntoList(members, "check", "checks");
        Merging.moveIntoList(members, "service", "services");
        return new Table(table.at(), members);
    }
}

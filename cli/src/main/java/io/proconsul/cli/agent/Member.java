package io.proconsul.cli.agent;

import io.proconsul.cli.client.JsonAnswer;

import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * A member as the agent answers it.
 *
 * @param address host and port; IPv6 in brackets
 * @param tags what it says of itself, sorted by name; the segment as it is shown
 */
record Member(String name, String address, String status, Map<String, String> tags) {
    private static final String OLDEST_BUILD = "< 0.3";

    static Member of(JsonAnswer json) {
        String host = json.text("Addr");
        String shown = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return new Member(
                json.text("Name"),
                shown + ":" + json.text("Port"),
                status(json.text("Status")),
                withSegment(json.member("Tags")));
    }

    /** Servers are in all segments, everybody else without one in the default one. */
    private static Map<String, String> withSegment(JsonAnswer json) {
        Map<String, String> tags = new TreeMap<>();
        json.members().forEach((name, value) -> tags.put(name, value.text()));
        if (tags.getOrDefault("role", "").equals("consul")) {
            tags.put("segment", "<all>");
        } else if (tags.getOrDefault("segment", "").isEmpty()) {
            tags.put("segment", "<default>");
        }
        return tags;
    }

    private static String status(String number) {
        return switch (number) {
            case "0" -> "none";
            case "1" -> "alive";
            case "2" -> "leaving";
            case "3" -> "left";
            case "4" -> "failed";
            default -> "unknown-" + number;
        };
    }

    String tag(String name) {
        return tags.getOrDefault(name, "");
    }

    String type() {
        return switch (tag("role")) {
            case "consul" -> "server";
            case "node" -> "client";
            default -> "unknown";
        };
    }

    /** The build without what stands behind the colon. */
    String build() {
        String build = tag("build");
        int colon = build.indexOf(':');
        return build.isEmpty() ? OLDEST_BUILD : colon < 0 ? build : build.substring(0, colon);
    }

    String allTags() {
        StringJoiner all = new StringJoiner(",");
        tags.forEach((name, value) -> all.add(name + "=" + value));
        return all.toString();
    }
}

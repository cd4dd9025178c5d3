package io.proconsul.cli.agent;

import io.proconsul.cli.client.JsonAnswer;

import java.util.Map;
import java.util.StringJoiner;

/**
 * A member as the agent answers it.
 *
 * @param address host and port; IPv6 in brackets
 * @param tags what it says of itself, sorted by name
 */
record Member(
        String name, String address, String status, String protocol, Map<String, JsonAnswer> tags) {

    static Member of(JsonAnswer json) {
        String host = json.text("Addr");
        String shown = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return new Member(
                json.text("Name"),
                shown + ":" + json.text("Port"),
                status(json.text("Status")),
                json.text("DelegateCur"),
                json.member("Tags").members());
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
        JsonAnswer tag = tags.get(name);
        return tag == null ? "" : tag.text();
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
        return colon < 0 ? build : build.substring(0, colon);
    }

    /** Servers are in all segments, clients without one in the default one. */
    String shownSegment() {
        String segment = tag("segment");
        if (type().equals("client") && segment.isEmpty()) {
            return "<default>";
        }
        return type().equals("server") ? "<all>" : segment;
    }

    String allTags() {
        StringJoiner all = new StringJoiner(",");
        tags.forEach((name, value) -> all.add(name + "=" + value.text()));
        return all.toString();
    }
}

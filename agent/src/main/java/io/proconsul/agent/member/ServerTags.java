package io.proconsul.agent.member;

import java.util.Map;
import java.util.regex.Pattern;

/** Whether a member's tags are those of a server (gossip reference, section 8.2). */
final class ServerTags {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}");

    private ServerTags() {}

    /** A server whose tags cannot be read is no server. */
    static boolean areServers(Map<String, String> tags) {
        return tags.getOrDefault("role", "").equals("consul")
                && BuildVersion.of(tags.getOrDefault("build", "")).isPresent()
                && isNumber(tags, "port")
                && isNumber(tags, "vsn")
                && isNumberOrAbsent(tags, "expect")
                && isNumberOrAbsent(tags, "raft_vsn")
                && isNumberOrAbsent(tags, "wan_join_port")
                && tags.keySet().stream()
                        .filter(name -> name.startsWith("ft_"))
                        .allMatch(name -> isNumber(tags, name));
    }

    /** Whether they are those of a server of that datacenter. */
    static boolean areServersOf(Map<String, String> tags, String datacenter) {
        return tags.getOrDefault("dc", "").equals(datacenter) && areServers(tags);
    }

    private static boolean isNumber(Map<String, String> tags, String name) {
        return NUMBER.matcher(tags.getOrDefault(name, "")).matches();
    }

    private static boolean isNumberOrAbsent(Map<String, String> tags, String name) {
        return !tags.containsKey(name) || isNumber(tags, name);
    }
}

package io.proconsul.app.cluster;

import io.proconsul.json.JsonValue;
import io.proconsul.json.JsonValue.JsonArray;
import io.proconsul.json.JsonValue.JsonBool;
import io.proconsul.json.JsonValue.JsonNumber;
import io.proconsul.json.JsonValue.JsonObject;
import io.proconsul.json.JsonValue.JsonString;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What an agent says about its cluster. */
public final class View {
    private View() {}

    /** Status numbers of {@code /v1/agent/members}. */
    private static final int ALIVE = 1;

    /** A row of {@code operator raft list-peers}. */
    public record Peer(String node, String address, boolean isLeader, boolean isVoter) {}

    /** The names of the members the agent holds for alive, with their gossip addresses. */
    public static Map<String, String> aliveMembers(Agent agent) throws IOException {
        Map<String, String> alive = new TreeMap<>();
        for (JsonObject member : objects(agent.get("/v1/agent/members"))) {
            if (number(member, "Status") == ALIVE) {
                alive.put(text(member, "Name"), text(member, "Addr"));
            }
        }
        return alive;
    }

    /** The Raft configuration, as the leader has it. */
    public static List<Peer> peers(Agent agent) throws IOException {
        HttpWire.Response response = agent.get("/v1/operator/raft/configuration");
        if (response.status() != 200
                || !(response.json() instanceof JsonObject object)
                || !(object.get("Servers") instanceof JsonArray servers)) {
            throw new IOException(response.status() + " " + response.body());
        }
        return servers.elements().stream()
                .map(JsonObject.class::cast)
                .map(server ->
                        new Peer(
                                text(server, "Node"),
                                text(server, "Address"),
                                isTrue(server, "Leader"),
                                isTrue(server, "Voter")))
                .toList();
    }

    /** The leader's {@code host:port}, empty when the agent knows of none. */
    public static String leader(Agent agent) throws IOException {
        HttpWire.Response response = agent.get("/v1/status/leader");
        return response.status() == 200 && response.json() instanceof JsonString leader
                ? leader.value()
                : "";
    }

    /** All keys below the prefix with their values (Base64) and modify indexes. */
    public static Map<String, String> keys(Agent agent, String prefix, String mode)
            throws IOException {
        HttpWire.Response response = agent.get("/v1/kv/" + prefix + "?recurse" + mode);
        if (response.status() == 404) {
            return Map.of();
        }
        return objects(response).stream()
                .collect(
                        Collectors.toMap(
                                entry -> text(entry, "Key"),
                                entry ->
                                        text(entry, "Value") + "@" + number(entry, "ModifyIndex")));
    }

    /** The elements of an answer that is an array of objects. */
    public static List<JsonObject> objects(HttpWire.Response response) throws IOException {
        if (response.status() != 200 || !(response.json() instanceof JsonArray array)) {
            throw new IOException(response.status() + " " + response.body());
        }
        return array.elements().stream().map(JsonObject.class::cast).toList();
    }

    /** A member that is a text; empty when it is missing or something else. */
    public static String text(JsonObject object, String name) {
        JsonValue value = object.get(name);
        return value instanceof JsonString string ? string.value() : "";
    }

    public static long number(JsonObject object, String name) {
        JsonValue value = object.get(name);
        return value instanceof JsonNumber number ? Long.parseLong(number.text()) : 0;
    }

    private static boolean isTrue(JsonObject object, String name) {
        return object.get(name) instanceof JsonBool bool && bool.value();
    }
}

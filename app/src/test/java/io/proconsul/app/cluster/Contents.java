package io.proconsul.app.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a datacenter holds, as far as it does not depend on who its servers are. */
final class Contents {
    /** Read with their indexes: a snapshot keeps them. Only what the product answers today. */
    private static final List<String> PATHS =
            List.of(
                    "/v1/kv/?recurse",
                    "/v1/query",
                    "/v1/catalog/node/outside",
                    "/v1/health/node/outside",
                    "/v1/session/node/outside");

    private Contents() {}

    /** The answers of an agent, by question. */
    static Map<String, String> of(Agent agent) throws IOException {
        Map<String, String> answers = new LinkedHashMap<>();
        for (String path : PATHS) {
            HttpWire.Response response = agent.get(path);
            answers.put(path, response.status() + " " + response.body().strip());
        }
        return answers;
    }

    /** Fills an agent's datacenter with some of everything. */
    static void write(Agent agent) throws IOException {
        for (int number = 0; number < 50; number++) {
            put(agent, "/v1/kv/config/" + number + "?flags=" + number, "value " + number);
        }
        put(
                agent,
                "/v1/catalog/register",
                """
                {"Node": "outside", "Address": "10.1.2.3", "NodeMeta": {"rack": "r9"},
                 "Service": {"Service": "db", "ID": "db1", "Port": 5432, "Tags": ["primary"]},
                 "Check": {"Name": "alive", "CheckID": "alive", "Status": "passing"}}
                """);
        put(
                agent,
                "/v1/session/create",
                """
                {"Node": "outside", "NodeChecks": ["alive"], "Name": "held"}
                """);
        agent.ask(
                "POST",
                "/v1/query",
                """
                {"Name": "nearest-db", "Service": {"Service": "db"}}
                """,
                Duration.ofSeconds(10));
    }

    private static void put(Agent agent, String path, String body) throws IOException {
        HttpWire.Response response = agent.put(path, body);
        if (response.status() != 200) {
            throw new IOException(path + ": " + response.status() + " " + response.body());
        }
    }
}

package io.proconsul.cli.operator;

import io.proconsul.cli.client.AgentClient;
import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiRequest;
import io.proconsul.cli.client.JsonAnswer;
import io.proconsul.json.JsonWriter;

/**
 * How servers are looked after, as the API tells it.
 *
 * @param lastContactThreshold as Go writes durations, like the next
 * @param maxTrailingLogs unsigned
 * @param minQuorum unsigned
 * @param modifyIndex when it was last changed; unsigned
 */
record Autopilot(
        boolean cleanupDeadServers,
        String lastContactThreshold,
        long maxTrailingLogs,
        long minQuorum,
        String serverStabilizationTime,
        String redundancyZoneTag,
        boolean disableUpgradeMigration,
        String upgradeVersionTag,
        long createIndex,
        long modifyIndex) {
    private static final String PATH = "/v1/operator/autopilot/configuration";

    static Autopilot read(AgentClient agent) throws ApiException {
        JsonAnswer json = JsonAnswer.of(agent.call(ApiRequest.get(PATH)));
        return new Autopilot(
                json.isTrue("CleanupDeadServers"),
                json.text("LastContactThreshold"),
                number(json, "MaxTrailingLogs"),
                number(json, "MinQuorum"),
                json.text("ServerStabilizationTime"),
                json.text("RedundancyZoneTag"),
                json.isTrue("DisableUpgradeMigration"),
                json.text("UpgradeVersionTag"),
                number(json, "CreateIndex"),
                number(json, "ModifyIndex"));
    }

    private static long number(JsonAnswer json, String name) throws ApiException {
        String text = json.text(name);
        try {
            return text.isEmpty() ? 0 : Long.parseUnsignedLong(text);
        } catch (NumberFormatException malformed) {
            throw new ApiException(name + " is no whole number: " + text);
        }
    }

    /**
     * Writes it unless somebody else changed it since it was read.
     *
     * @return whether it was written
     */
    boolean write(AgentClient agent) throws ApiException {
        ApiRequest request =
                ApiRequest.put(PATH).with("cas", Long.toUnsignedString(modifyIndex)).body(json());
        return agent.call(request).text().contains("true");
    }

    /** In the order and with the omissions of the original. */
    String json() {
        JsonWriter json = new JsonWriter().beginObject();
        json.name("CleanupDeadServers").bool(cleanupDeadServers);
        json.name("LastContactThreshold").string(lastContactThreshold);
        json.name("MaxTrailingLogs").unsigned(maxTrailingLogs);
        json.name("MinQuorum").unsigned(minQuorum);
        json.name("ServerStabilizationTime").string(serverStabilizationTime);
        if (!redundancyZoneTag.isEmpty()) {
            json.name("RedundancyZoneTag").string(redundancyZoneTag);
        }
        if (disableUpgradeMigration) {
            json.name("DisableUpgradeMigration").bool(true);
        }
        if (!upgradeVersionTag.isEmpty()) {
            json.name("UpgradeVersionTag").string(upgradeVersionTag);
        }
        json.name("CreateIndex").unsigned(createIndex);
        json.name("ModifyIndex").unsigned(modifyIndex);
        return json.endObject().toString();
    }
}

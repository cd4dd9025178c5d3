package io.proconsul.http.handler;

import io.proconsul.json.JsonWriter;
import io.proconsul.model.operator.AutopilotConfig;
import io.proconsul.model.operator.ClusterHealth;
import io.proconsul.model.operator.KeyringResponse;
import io.proconsul.model.operator.KeyringResponses;
import io.proconsul.model.operator.RaftConfiguration;
import io.proconsul.model.operator.ServerHealth;
import io.proconsul.model.wire.GoDuration;
import io.proconsul.model.wire.RecordCodec;

import java.time.format.DateTimeFormatter;

/** How the servers and their health look. */
final class OperatorForms {
    static final JsonForm<RaftConfiguration> CONFIGURATION = of(RaftConfiguration.class);
    static final JsonForm<AutopilotConfig> AUTOPILOT = of(AutopilotConfig.class);
    static final JsonForm<ClusterHealth> HEALTH = new JsonForm<>(OperatorForms::health);
    static final JsonForm<KeyringResponses> KEYS =
            new JsonForm<>((reply, out) ->
                    RecordCodec.of(KeyringResponse.class).writeJsonList(reply.responses(), out));

    private OperatorForms() {}

    private static <T> JsonForm<T> of(Class<T> type) {
        RecordCodec<T> codec = RecordCodec.of(type);
        return new JsonForm<>(codec::writeJson);
    }

    private static void health(ClusterHealth health, JsonWriter out) {
        out.beginObject();
        out.name("Healthy").bool(health.healthy());
        out.name("FailureTolerance").number(health.failureTolerance());
        out.name("Servers").beginArray();
        CatalogForms.orEmpty(health.servers()).forEach(server -> health(server, out));
        out.endArray();
        out.endObject();
    }

    /** Unlike on the wire, status and time are words here. */
    private static void health(ServerHealth server, JsonWriter out) {
        out.beginObject();
        out.name("ID").string(server.id());
        out.name("Name").string(server.name());
        out.name("Address").string(server.address());
        out.name("SerfStatus").string(serfStatus(server.serfStatus()));
        out.name("Version").string(server.version());
        out.name("Leader").bool(server.leader());
        out.name("LastContact").string(GoDuration.format(server.lastContact()));
        out.name("LastTerm").number(server.lastTerm());
        out.name("LastIndex").number(server.lastIndex());
        out.name("Healthy").bool(server.healthy());
        out.name("Voter").bool(server.voter());
        out.name("StableSince").string(DateTimeFormatter.ISO_INSTANT.format(server.stableSince()));
        out.endObject();
    }

    private static String serfStatus(int status) {
        return switch (status) {
            case 0 -> "none";
            case 1 -> "alive";
            case 2 -> "leaving";
            case 3 -> "left";
            case 4 -> "failed";
            default -> "unknown status: " + status;
        };
    }
}

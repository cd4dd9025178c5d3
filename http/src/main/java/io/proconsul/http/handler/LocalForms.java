package io.proconsul.http.handler;

import io.proconsul.agent.AgentService;
import io.proconsul.agent.AgentServiceHealth;
import io.proconsul.agent.member.Member;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.model.wire.RecordCodec;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How the agent's own services, checks and members look. */
final class LocalForms {
    private static final RecordCodec<AgentService> SERVICE_CODEC =
            RecordCodec.of(AgentService.class);
    private static final RecordCodec<HealthCheck> CHECK_CODEC = RecordCodec.of(HealthCheck.class);
    private static final RecordCodec<AgentServiceHealth> HEALTH_CODEC =
            RecordCodec.of(AgentServiceHealth.class);
    static final RecordCodec<Member> MEMBER_CODEC = RecordCodec.of(Member.class);

    static final JsonForm<AgentService> SERVICE = new JsonForm<>(SERVICE_CODEC::writeJson);
    static final JsonForm<Map<String, AgentService>> SERVICES =
            new JsonForm<>(SERVICE_CODEC::writeJsonMap);
    static final JsonForm<Map<String, HealthCheck>> CHECKS =
            new JsonForm<>((checks, out) -> CHECK_CODEC.writeJsonMap(shown(checks), out));
    static final JsonForm<AgentServiceHealth> HEALTH = new JsonForm<>(HEALTH_CODEC::writeJson);
    static final JsonForm<List<AgentServiceHealth>> HEALTHS =
            new JsonForm<>(HEALTH_CODEC::writeJsonList);
    static final JsonForm<List<Member>> MEMBERS = new JsonForm<>(MEMBER_CODEC::writeJsonList);

    /** A client agent is in no WAN pool. */
    static final JsonForm<List<Member>> NO_MEMBERS = new JsonForm<>((none, out) -> out.nothing());

    private LocalForms() {}

    private static Map<String, HealthCheck> shown(Map<String, HealthCheck> checks) {
        var shown = new TreeMap<String, HealthCheck>();
        checks.forEach((id, check) -> shown.put(id, HealthForms.shown(check)));
        return shown;
    }
}

package io.proconsul.http;

import static io.proconsul.http.ApiFixture.shown;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.http.message.Response;
import io.proconsul.model.federation.FederationState;
import io.proconsul.model.federation.FederationStateQuery;
import io.proconsul.model.federation.FederationStateReply;
import io.proconsul.model.federation.FederationStates;
import io.proconsul.model.federation.MeshGateways;
import io.proconsul.model.health.CheckServiceNode;
import io.proconsul.rpc.method.FederationMethods;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;

class FederationApiTest {
    private static final FederationState DC1 =
            new FederationState("dc1", null, Instant.parse("2026-11-27T13:26:31.5Z"), 6, 6, 6);

    private static final String DC1_JSON =
            "{\"Datacenter\":\"dc1\",\"UpdatedAt\":\"2026-11-27T13:26:31.5Z\","
                    + "\"PrimaryModifyIndex\":6,\"CreateIndex\":6,\"ModifyIndex\":6}";

    private final ApiFixture api = new ApiFixture();

    @Test
    void all_states_are_a_list() {
        api.caller.on(FederationMethods.LIST, new FederationStates(List.of(DC1)));
        Response response = api.get("/v1/internal/federation-states");
        assertThat(shown(response)).isEqualTo("200 [" + DC1_JSON + "]");
        assertThat(response.header("X-Consul-Index")).isEqualTo("42");
        assertThat(response.header("X-Consul-Effective-Consistency")).isNull();
        api.caller.on(FederationMethods.LIST, new FederationStates(null));
        assertThat(shown(api.get("/v1/internal/federation-states"))).isEqualTo("200 []");
    }

    @Test
    void one_state_comes_with_its_query_meta() {
        api.caller.on(FederationMethods.GET, new FederationStateReply(DC1));
        assertThat(shown(api.get("/v1/internal/federation-state/dc2")))
                .startsWith("200 {\"State\":" + DC1_JSON + ",\"Index\":42,\"LastContact\":")
                .endsWith(",\"ConsistencyLevel\":\"\"}");
        FederationStateQuery asked = api.caller.asked(FederationStateQuery.class);
        assertThat(asked.of()).isEqualTo("dc2");
        assertThat(asked.datacenter()).isEqualTo("dc1");
    }

    @Test
    void an_unknown_state_is_a_bare_404_and_a_nameless_one_is_refused() {
        api.caller.on(FederationMethods.GET, new FederationStateReply(null));
        Response unknown = api.get("/v1/internal/federation-state/zz");
        assertThat(shown(unknown)).isEqualTo("404 ");
        assertThat(unknown.header("X-Consul-Index")).isNull();
        assertThat(shown(api.get("/v1/internal/federation-state/")))
                .isEqualTo("400 Bad request: Missing datacenter name");
    }

    @Test
    void mesh_gateways_are_told_by_datacenter() {
        api.caller.on(FederationMethods.LIST_MESH_GATEWAYS, new MeshGateways(Map.of()));
        assertThat(shown(api.get("/v1/internal/federation-states/mesh-gateways")))
                .isEqualTo("200 {}");
        var gateway = new CheckServiceNode(CatalogApiTest.NODE, CatalogApiTest.SERVICE, List.of());
        api.caller.on(
                FederationMethods.LIST_MESH_GATEWAYS,
                new MeshGateways(Map.of("dc1", List.of(gateway))));
        assertThat(shown(api.get("/v1/internal/federation-states/mesh-gateways")))
                .startsWith("200 {\"dc1\":[{\"Node\":{")
                .endsWith("\"Checks\":[]}]}");
    }
}

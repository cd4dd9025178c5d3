package io.proconsul.server.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import io.proconsul.model.catalog.ConnectProxyConfig;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.catalog.ServiceConnect;
import io.proconsul.model.catalog.Weights;
import io.proconsul.model.federation.FederationState;
import io.proconsul.model.federation.FederationStateQuery;
import io.proconsul.model.health.CheckServiceNode;
import io.proconsul.model.query.DatacenterRequest;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.rpc.method.Catalog;
import io.proconsul.rpc.method.FederationMethods;
import io.proconsul.server.Requests;
import io.proconsul.server.ServerFixture;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

class FederationEndpointTest {
    private static final DatacenterRequest ALL = DatacenterRequest.of("dc1", QueryOptions.DEFAULT);

    private final ServerFixture fixture = ServerFixture.leading();

    private @Nullable FederationState state(String datacenter) {
        var query = new FederationStateQuery(datacenter, "dc1", QueryOptions.DEFAULT);
        return fixture.call(FederationMethods.GET, query).value().state();
    }

    private void registerGateway(int port) {
        var gateway =
                new NodeService(
                        "mesh-gateway",
                        "gw",
                        "gw",
                        null,
                        "",
                        null,
                        null,
                        port,
                        Weights.DEFAULT,
                        false,
                        ConnectProxyConfig.NONE,
                        ServiceConnect.NONE,
                        false,
                        0,
                        0);
        fixture.call(Catalog.REGISTER, Requests.register("n", "", "10.0.0.1", gateway, null));
    }

    @Test
    void a_datacenter_tells_of_itself_as_soon_as_it_has_a_leader() {
        var all = fixture.call(FederationMethods.LIST, ALL);
        FederationState own = requireNonNull(state("dc1"));
        assertThat(all.value().states()).containsExactly(own);
        assertThat(own.meshGateways()).isNull();
        assertThat(own.updatedAt()).isEqualTo(fixture.time.now());
        assertThat(all.meta().index())
                .isEqualTo(own.modifyIndex())
                .isEqualTo(own.primaryModifyIndex());
        assertThat(state("zz")).isNull();
        assertThat(gateways()).isEmpty();
    }

    private Map<String, List<CheckServiceNode>> gateways() {
        var reply = fixture.call(FederationMethods.LIST_MESH_GATEWAYS, ALL).value();
        return requireNonNull(reply.datacenterNodes());
    }

    @Test
    void it_tells_of_mesh_gateways_that_come_and_change() {
        registerGateway(443);
        registerGateway(444);
        int proposed = fixture.proposed();
        fixture.pass(Duration.ofSeconds(1));

        assertThat(fixture.proposed()).isEqualTo(proposed + 1);
        assertThat(gateways()).containsOnlyKeys("dc1");
        assertThat(gateways().get("dc1"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(requireNonNull(row.service()).port()).isEqualTo(444);
                    assertThat(row.checks()).isNull();
                });
        assertThat(requireNonNull(state("dc1")).meshGateways()).hasSize(1);

        fixture.call(Catalog.REGISTER, Requests.service("n", "web", 80));
        fixture.pass(Duration.ofSeconds(1));
        assertThat(fixture.proposed()).isEqualTo(proposed + 2);

        fixture.call(Catalog.DEREGISTER, Requests.deregister("n", "gw", ""));
        fixture.pass(Duration.ofSeconds(1));
        assertThat(gateways()).isEmpty();
    }

    @Test
    void a_leader_that_comes_back_has_nothing_new_to_tell() {
        long before = requireNonNull(state("dc1")).modifyIndex();
        fixture.engine().lose();
        fixture.lead();
        assertThat(requireNonNull(state("dc1")).modifyIndex()).isEqualTo(before);
    }
}

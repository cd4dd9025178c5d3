package io.proconsul.server.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import io.proconsul.model.catalog.NodeRequest;
import io.proconsul.model.health.CheckServiceNode;
import io.proconsul.model.internal.ServiceDumpRequest;
import io.proconsul.model.internal.WholeNode;
import io.proconsul.model.operator.KeyringRequest;
import io.proconsul.model.operator.KeyringResponse;
import io.proconsul.model.query.DatacenterRequest;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.query.QuerySource;
import io.proconsul.rpc.method.Catalog;
import io.proconsul.rpc.method.Internal;
import io.proconsul.server.Requests;
import io.proconsul.server.ServerFixture;

import org.junit.jupiter.api.Test;

import java.util.List;

class InternalEndpointTest {
    private final ServerFixture fixture = ServerFixture.leading();

    private List<WholeNode> info(String node) {
        var request = new NodeRequest("dc1", node, QueryOptions.DEFAULT);
        return requireNonNull(fixture.call(Internal.NODE_INFO, request).value().dump());
    }

    @Test
    void a_node_comes_with_everything_on_it() {
        assertThat(info(ServerFixture.NODE))
                .singleElement()
                .satisfies(node -> {
                    assertThat(node.services())
                            .extracting(each -> each.name())
                            .containsExactly("consul");
                    assertThat(node.checks())
                            .extracting(each -> each.checkId())
                            .containsExactly("serfHealth");
                });
        assertThat(info("ghost")).isEmpty();
    }

    @Test
    void all_nodes_are_told_with_their_filter() {
        fixture.call(Catalog.REGISTER, Requests.node("a", "10.0.0.1"));
        var all = DatacenterRequest.of("dc1", QueryOptions.DEFAULT);
        assertThat(fixture.call(Internal.NODE_DUMP, all).value().dump())
                .extracting(WholeNode::node)
                .containsExactly("a", ServerFixture.NODE);
    }

    @Test
    void all_instances_are_told_or_those_of_one_kind() {
        assertThat(services("", false)).containsExactly("consul");
        assertThat(services("connect-proxy", true)).isEmpty();
    }

    private List<String> services(String kind, boolean useKind) {
        var request =
                new ServiceDumpRequest(
                        "dc1", kind, useKind, QuerySource.NONE, QueryOptions.DEFAULT);
        List<CheckServiceNode> found =
                requireNonNull(fixture.call(Internal.SERVICE_DUMP, request).value().nodes());
        return found.stream().map(row -> HealthEndpoint.service(row).name()).toList();
    }

    @Test
    void without_encryption_there_are_no_keys() {
        assertThat(
                        fixture.call(Internal.KEYRING_OPERATION, keyring(KeyringRequest.LIST))
                                .value()
                                .responses())
                .extracting(KeyringResponse::error)
                .containsExactly("1/1 nodes reported failure", "1/1 nodes reported failure");
        assertThat(fixture.refusal(Internal.KEYRING_OPERATION, keyring("zap")))
                .isEqualTo("Invalid keyring operation: zap");
    }

    private static KeyringRequest keyring(String operation) {
        return new KeyringRequest(operation, "", "", false, 0, false, QueryOptions.DEFAULT);
    }
}

package io.proconsul.http;

import static io.proconsul.http.ApiFixture.shown;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.http.message.Response;
import io.proconsul.http.message.Stream;
import io.proconsul.model.coordinate.Coordinate;
import io.proconsul.model.coordinate.Coordinates;
import io.proconsul.model.coordinate.Vivaldi;
import io.proconsul.model.health.CheckServiceNodes;
import io.proconsul.model.internal.NodeDump;
import io.proconsul.model.internal.WholeNode;
import io.proconsul.model.operator.AutopilotConfig;
import io.proconsul.model.operator.ClusterHealth;
import io.proconsul.model.operator.KeyringResponse;
import io.proconsul.model.operator.KeyringResponses;
import io.proconsul.model.operator.ServerHealth;
import io.proconsul.rpc.method.CoordinateMethods;
import io.proconsul.rpc.method.Internal;
import io.proconsul.rpc.method.Operator;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class OperatorApiTest {
    private final ApiFixture api = new ApiFixture();

    @Test
    void an_ill_cluster_is_shown_with_a_status_of_its_own() {
        var server =
                new ServerHealth(
                        "id",
                        "s1",
                        "10.0.0.1:8300",
                        4,
                        "1.8.7",
                        false,
                        Duration.ofMillis(3),
                        2,
                        9,
                        false,
                        true,
                        Instant.EPOCH);
        api.caller.on(Operator.SERVER_HEALTH, new ClusterHealth(false, 0, List.of(server)));
        assertThat(shown(api.get("/v1/operator/autopilot/health")))
                .isEqualTo(
                        "429 {\"Healthy\":false,\"FailureTolerance\":0,\"Servers\":[{\"ID\":\"id\","
                                + "\"Name\":\"s1\",\"Address\":\"10.0.0.1:8300\","
                                + "\"SerfStatus\":\"failed\",\"Version\":\"1.8.7\","
                                + "\"Leader\":false,\"LastContact\":\"3ms\",\"LastTerm\":2,"
                                + "\"LastIndex\":9,\"Healthy\":false,\"Voter\":true,"
                                + "\"StableSince\":\"1970-01-01T00:00:00Z\"}]}");
    }

    @Test
    void a_configuration_is_written_with_times_as_text() {
        api.caller.on(Operator.AUTOPILOT_GET_CONFIGURATION, AutopilotConfig.DEFAULT);
        assertThat(shown(api.get("/v1/operator/autopilot/configuration")))
                .startsWith("200 {\"CleanupDeadServers\":true,\"LastContactThreshold\":\"200ms\",");
    }

    @Test
    void only_a_compare_and_set_tells_how_it_ended() {
        String path = "/v1/operator/autopilot/configuration";
        api.caller.on(Operator.AUTOPILOT_SET_CONFIGURATION, false);
        assertThat(shown(api.put(path, "{}"))).isEqualTo("200 true");
        assertThat(shown(api.put(path + "?cas=4", "{}"))).isEqualTo("200 false");
        assertThat(shown(api.put(path, "")))
                .isEqualTo("400 Bad request: Error parsing autopilot config: EOF");
    }

    @Test
    void what_went_wrong_with_keys_is_told_pool_by_pool() {
        var failed =
                new KeyringResponse(
                        true,
                        "dc1",
                        "",
                        Map.of("vec.dc1", "no keyring"),
                        null,
                        null,
                        1,
                        "1/1 nodes reported failure");
        api.caller.on(Internal.KEYRING_OPERATION, new KeyringResponses(List.of(failed)));
        assertThat(shown(api.get("/v1/operator/keyring")))
                .isEqualTo(
                        "500 2 errors occurred:\n\t* WAN error: 1/1 nodes reported failure\n"
                                + "\t* vec.dc1: no keyring\n\n");
        assertThat(shown(api.get("/v1/operator/keyring?local-only=zz")))
                .isEqualTo(
                        "400 Bad request: Error parsing local-only: strconv.ParseBool: parsing"
                                + " \"zz\": invalid syntax");
    }

    @Test
    void coordinates_are_chosen_by_segment() {
        var here = new Coordinate("n", "", Vivaldi.ORIGIN);
        api.caller.on(CoordinateMethods.NODE, new Coordinates(List.of(here)));
        assertThat(api.get("/v1/coordinate/node/n").status()).isEqualTo(200);
        assertThat(api.get("/v1/coordinate/node/n?segment=").status()).isEqualTo(200);
        assertThat(shown(api.get("/v1/coordinate/node/n?segment=x"))).isEqualTo("404 ");
    }

    @Test
    void a_node_is_shown_with_lists_that_are_never_missing() {
        var bare = new WholeNode("", "ext", "10.1.1.1", null, null, null, null);
        api.caller.on(Internal.NODE_INFO, new NodeDump(List.of(bare)));
        assertThat(shown(api.get("/v1/internal/ui/node/ext")))
                .isEqualTo(
                        "200 {\"ID\":\"\",\"Node\":\"ext\",\"Address\":\"10.1.1.1\","
                                + "\"TaggedAddresses\":null,\"Meta\":null,\"Services\":[],"
                                + "\"Checks\":[]}");
        api.caller.on(Internal.NODE_INFO, new NodeDump(List.of()));
        assertThat(shown(api.get("/v1/internal/ui/node/ghost"))).isEqualTo("404 ");
        api.caller.on(Internal.SERVICE_DUMP, new CheckServiceNodes(null));
        assertThat(shown(api.get("/v1/internal/ui/services"))).isEqualTo("200 []");
    }

    @Test
    void an_archive_goes_out_with_its_index_and_comes_in_whole() throws Exception {
        Response saved = api.get("/v1/snapshot?stale");
        assertThat(saved.header("X-Consul-Index")).isEqualTo("7");
        assertThat(saved.header("Content-Type")).isEqualTo("application/x-gzip");
        var bytes = new ByteArrayOutputStream();
        ((Stream) saved.payload()).writeTo(bytes::writeBytes);
        assertThat(bytes.toString(java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(FakeSnapshots.ARCHIVE);
        assertThat(api.snapshots.requests.getLast().allowStale()).isTrue();

        assertThat(shown(api.put("/v1/snapshot", "archive"))).isEqualTo("200 ");
        assertThat(api.snapshots.restored).containsExactly("archive");
        assertThat(shown(api.put("/v1/snapshot?stale", "x")))
                .isEqualTo("500 stale not allowed for restore");
        api.snapshots.refusal = "Permission denied";
        assertThat(api.get("/v1/snapshot").status()).isEqualTo(403);
    }
}

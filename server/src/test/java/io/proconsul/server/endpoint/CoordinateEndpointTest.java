package io.proconsul.server.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import io.proconsul.model.catalog.NodeRequest;
import io.proconsul.model.catalog.Nodes;
import io.proconsul.model.coordinate.Coordinate;
import io.proconsul.model.coordinate.CoordinateUpdate;
import io.proconsul.model.coordinate.Vivaldi;
import io.proconsul.model.query.DatacenterRequest;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.query.QuerySource;
import io.proconsul.model.query.WriteOptions;
import io.proconsul.rpc.method.Catalog;
import io.proconsul.rpc.method.CoordinateMethods;
import io.proconsul.rpc.method.Empty;
import io.proconsul.server.Requests;
import io.proconsul.server.ServerFixture;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

class CoordinateEndpointTest {
    private final ServerFixture fixture = ServerFixture.leading();

    private static CoordinateUpdate update(String node, List<Double> axes) {
        var point = new Vivaldi(axes, 1.5, 0, 0.00001);
        return new CoordinateUpdate("dc1", node, "", point, WriteOptions.NONE);
    }

    private static List<Double> at(double seconds) {
        return Collections.nCopies(Vivaldi.DIMENSIONS, seconds);
    }

    private List<Coordinate> of(String node) {
        var found =
                fixture.call(
                                CoordinateMethods.NODE,
                                new NodeRequest("dc1", node, QueryOptions.DEFAULT))
                        .value()
                        .coordinates();
        return found == null ? List.of() : found;
    }

    @Test
    void updates_are_gathered_and_written_together() {
        fixture.call(Catalog.REGISTER, Requests.node("a", "10.0.0.1"));
        fixture.call(Catalog.REGISTER, Requests.node("b", "10.0.0.2"));
        int before = fixture.proposed();
        fixture.call(CoordinateMethods.UPDATE, update("a", at(1)));
        fixture.call(CoordinateMethods.UPDATE, update("a", at(2)));
        fixture.call(CoordinateMethods.UPDATE, update("b", at(3)));
        fixture.call(CoordinateMethods.UPDATE, update("ghost", at(4)));
        assertThat(of("a")).isEmpty();

        fixture.pass(Duration.ofSeconds(6));

        assertThat(fixture.proposed()).isEqualTo(before + 1);
        assertThat(of("a"))
                .extracting(each -> requireNonNull(each.coord()).vec())
                .containsExactly(at(2));
        assertThat(of("ghost")).isEmpty();
        var all = DatacenterRequest.of("dc1", QueryOptions.DEFAULT);
        assertThat(fixture.call(CoordinateMethods.LIST_NODES, all).value().coordinates())
                .extracting(Coordinate::node)
                .containsExactly("a", "b");
    }

    @Test
    void what_a_leader_gathered_goes_with_its_leadership() {
        fixture.call(CoordinateMethods.UPDATE, update(ServerFixture.NODE, at(1)));
        fixture.engine().lose();
        fixture.notifier.run();
        fixture.lead();
        fixture.pass(Duration.ofSeconds(6));

        assertThat(of(ServerFixture.NODE)).isEmpty();
    }

    @Test
    void a_point_outside_the_space_is_refused() {
        assertThat(fixture.refusal(CoordinateMethods.UPDATE, update("a", List.of(0.0))))
                .isEqualTo("incompatible coordinate");
        assertThat(fixture.refusal(CoordinateMethods.UPDATE, update("a", at(Double.NaN))))
                .isEqualTo("invalid coordinate");
        var without = new CoordinateUpdate("dc1", "a", "", null, WriteOptions.NONE);
        assertThat(fixture.refusal(CoordinateMethods.UPDATE, without))
                .isEqualTo("invalid coordinate");
    }

    @Test
    void nodes_come_nearest_first_for_those_who_say_where_they_are() {
        for (String node : List.of("a", "b", "c")) {
            fixture.call(Catalog.REGISTER, Requests.node(node, "10.0.0.1"));
        }
        fixture.call(CoordinateMethods.UPDATE, update("c", at(0)));
        fixture.call(CoordinateMethods.UPDATE, update("b", at(1)));
        fixture.call(CoordinateMethods.UPDATE, update("a", at(2)));
        fixture.pass(Duration.ofSeconds(6));

        assertThat(nodesNear("dc1", "c")).containsExactly("c", "b", "a", ServerFixture.NODE);
        assertThat(nodesNear("dc2", "c")).containsExactly("a", "b", "c", ServerFixture.NODE);
        assertThat(nodesNear("dc1", "ghost")).containsExactly("a", "b", "c", ServerFixture.NODE);
    }

    private List<String> nodesNear(String datacenter, String node) {
        var request =
                new DatacenterRequest(
                        "dc1",
                        null,
                        new QuerySource(datacenter, "", node, ""),
                        QueryOptions.DEFAULT);
        Nodes nodes = fixture.call(Catalog.LIST_NODES, request).value();
        return requireNonNull(nodes.nodes()).stream().map(each -> each.name()).toList();
    }

    @Test
    void a_server_alone_knows_its_own_datacenter() {
        assertThat(fixture.call(CoordinateMethods.LIST_DATACENTERS, Empty.REQUEST).value())
                .singleElement()
                .satisfies(map -> assertThat(map.datacenter()).isEqualTo("dc1"));
    }
}

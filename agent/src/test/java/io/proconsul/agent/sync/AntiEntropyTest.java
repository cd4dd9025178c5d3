package io.proconsul.agent.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.agent.Definition;
import io.proconsul.agent.Fixture;
import io.proconsul.agent.local.Difference;
import io.proconsul.agent.local.Gone;
import io.proconsul.agent.local.Lane;
import io.proconsul.agent.local.LaneView;
import io.proconsul.agent.local.LocalCheck;
import io.proconsul.agent.local.LocalService;
import io.proconsul.agent.local.LocalSnapshot;
import io.proconsul.agent.local.Origin;
import io.proconsul.model.catalog.Node;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.health.HealthCheck;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/** What differs and which requests say so, without any agent around. */
final class AntiEntropyTest {
    private static NodeService node(String json) {
        return Definition.read(NodeService.class, json);
    }

    private static HealthCheck health(String json) {
        return Definition.read(HealthCheck.class, json);
    }

    private static LocalService local(String json, boolean inSync) {
        return new LocalService(node(json), "", Origin.API, 3, inSync);
    }

    private static LocalCheck check(String json, String token, boolean inSync) {
        return new LocalCheck(health(json), null, token, Origin.API, 4, inSync, false, null);
    }

    private static Difference compare(LocalService local, NodeService remote) {
        return AntiEntropy.compare(
                Fixture.NODE,
                new LocalSnapshot(List.of(local), List.of()),
                new RemoteState(null, List.of(remote), List.of()));
    }

    private static boolean alike(String local, String remote) {
        return compare(local(local, false), node(remote)).services().getFirst().inSync();
    }

    @Test
    void services_are_alike_when_they_say_the_same_in_another_form() {
        assertThat(alike("{'ID':'a','Tags':[]}", "{'ID':'a','Tags':null,'ModifyIndex':7}"))
                .isTrue();
        assertThat(alike("{'ID':'a','Meta':{'k':'v'}}", "{'ID':'a'}")).isFalse();
        assertThat(alike("{'ID':'a','Port':1}", "{'ID':'a','Port':2}")).isFalse();
        assertThat(
                        alike(
                                "{'ID':'a','Proxy':{'Config':{'n':1,'l':[]}}}",
                                "{'ID':'a','Proxy':{'Config':{'n':1.0,'l':[]}}}"))
                .isTrue();
        assertThat(
                        alike(
                                "{'ID':'a','Proxy':{'Upstreams':[{'DestinationName':'x'}]}}",
                                "{'ID':'a','Proxy':{'Upstreams':[{'DestinationName':'y'}]}}"))
                .isFalse();
    }

    @Test
    void addresses_the_catalog_added_are_taken_over() {
        Difference difference =
                compare(
                        local("{'ID':'a'}", false),
                        node(
                                "{'ID':'a','TaggedAddresses':{'consul-virtual':{'Address':'240.0.0.1'}}}"));

        var verdict = difference.services().getFirst();
        assertThat(verdict.inSync()).isTrue();
        assertThat(verdict.adopted()).isNotNull();
    }

    @Test
    void a_node_is_known_when_all_of_it_is() {
        Node same =
                new Node(
                        Fixture.NODE.id(),
                        "vec",
                        "127.0.0.1",
                        "dc1",
                        Fixture.NODE.taggedAddresses(),
                        Fixture.NODE.meta(),
                        1,
                        2);
        Node moved = new Node(same.id(), "vec", "10.0.0.1", "dc1", Map.of(), Map.of(), 1, 2);

        assertThat(nodeInSync(same)).isTrue();
        assertThat(nodeInSync(moved)).isFalse();
        assertThat(nodeInSync(null)).isFalse();
    }

    private static boolean nodeInSync(@Nullable Node known) {
        return AntiEntropy.compare(
                        Fixture.NODE,
                        new LocalSnapshot(List.of(), List.of()),
                        new RemoteState(known, List.of(), List.of()))
                .nodeInSync();
    }

    @Test
    void an_output_that_waits_does_not_make_a_difference() {
        LocalCheck waiting =
                new LocalCheck(
                        health("{'CheckID':'c','Output':'new'}"),
                        null,
                        "",
                        Origin.API,
                        4,
                        true,
                        true,
                        null);
        Difference difference =
                AntiEntropy.compare(
                        Fixture.NODE,
                        new LocalSnapshot(List.of(), List.of(waiting)),
                        new RemoteState(
                                null,
                                List.of(),
                                List.of(health("{'CheckID':'c','Output':'old'}"))));

        assertThat(difference.checks().getFirst().inSync()).isTrue();
    }

    private static LaneView lane(@Nullable LocalService service, List<LocalCheck> checks) {
        return new LaneView(Lane.ofService("a"), true, service, null, checks, List.of());
    }

    @Test
    void a_service_takes_the_checks_of_its_token_along() {
        LocalService service = local("{'ID':'a'}", false);
        LocalCheck told = check("{'CheckID':'told','ServiceID':'a'}", "", true);
        LocalCheck own = check("{'CheckID':'own','ServiceID':'a'}", "", false);
        LocalCheck other = check("{'CheckID':'other','ServiceID':'a'}", "secret", false);

        assertThat(AntiEntropy.actions(lane(service, List.of(told, own, other))))
                .containsExactly(
                        new Action.RegisterService(service, List.of(own)),
                        new Action.RegisterChecks(service, List.of(other)));
    }

    @Test
    void checks_alone_travel_together() {
        LocalService service = local("{'ID':'a'}", true);
        LocalCheck one = check("{'CheckID':'one','ServiceID':'a'}", "", false);
        LocalCheck two = check("{'CheckID':'two','ServiceID':'a'}", "", false);

        assertThat(AntiEntropy.actions(lane(service, List.of(one, two))))
                .containsExactly(new Action.RegisterChecks(service, List.of(one, two)));
        assertThat(AntiEntropy.actions(lane(service, List.of()))).isEmpty();
    }

    @Test
    void a_service_that_goes_needs_one_request_for_all_its_checks() {
        Gone service = new Gone("a", "", "", 5);
        Gone check = new Gone("c", "a", "", 6);

        assertThat(
                        AntiEntropy.actions(
                                new LaneView(
                                        Lane.ofService("a"),
                                        true,
                                        null,
                                        service,
                                        List.of(),
                                        List.of(check))))
                .containsExactly(new Action.DeregisterService(service, List.of(check)));
        assertThat(
                        AntiEntropy.actions(
                                new LaneView(
                                        Lane.ofService("a"),
                                        true,
                                        local("{'ID':'a'}", true),
                                        null,
                                        List.of(),
                                        List.of(check))))
                .containsExactly(new Action.DeregisterCheck(check));
    }
}

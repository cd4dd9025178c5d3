package io.proconsul.agent.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.agent.Client;
import io.proconsul.agent.Definition;
import io.proconsul.agent.Fixture;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.health.HealthCheck;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/** Checks that follow another node through the catalog; and those we cannot run at all. */
final class RemoteAliasTest {
    private final Fixture fixture = new Fixture();
    private final Client client = new Client(fixture.running());

    private void other(String service, String status) {
        fixture.catalog.services.put(
                "there", Definition.read(NodeService.class, "{'ID':'there','Service':'there'}"));
        fixture.catalog.checks.put(
                "c",
                Definition.read(
                        HealthCheck.class,
                        "{'CheckID':'c','Name':'n','ServiceID':'%s','Status':'%s','Output':'o'}"
                                .formatted(service, status)));
        fixture.catalog.moved();
    }

    private void follow(String service) {
        client.registerCheck(
                "{'Name':'al','AliasNode':'far','AliasService':'%s'}".formatted(service));
        fixture.time.pass(Duration.ZERO);
    }

    @Test
    void a_service_elsewhere_is_followed() {
        other("there", "critical");
        follow("there");

        assertThat(client.check("al").output()).isEqualTo("Aliased check \"n\" failing: o");
        assertThat(fixture.catalog.questions).contains("Health.NodeChecks far");
    }

    @Test
    void a_node_elsewhere_is_followed_by_its_own_checks() {
        other("", "warning");
        follow("");

        assertThat(client.check("al").status()).isEqualTo("warning");
    }

    @Test
    void a_service_that_is_nowhere_is_critical() {
        other("there", "passing");
        follow("ghost");

        assertThat(client.check("al").output())
                .isEqualTo("Service ghost could not be found on node far");
    }

    @Test
    void one_failure_is_passed_over_and_the_second_is_told() {
        fixture.catalog.fail("rpc error: no");
        follow("there");
        assertThat(client.check("al").output()).isEmpty();

        fixture.time.pass(Duration.ofSeconds(2));

        assertThat(client.check("al").output())
                .isEqualTo("Failure checking aliased node or service: rpc error: no");

        fixture.catalog.fail(null);
        other("there", "passing");
        fixture.time.pass(Duration.ofSeconds(8));
        assertThat(client.check("al").status()).isEqualTo("passing");
    }

    @Test
    void a_check_that_goes_asks_no_more() {
        fixture.catalog.fail("rpc error: no");
        follow("there");
        client.deregisterCheck("al");
        fixture.catalog.questions.clear();

        fixture.time.pass(Duration.ofSeconds(10));

        assertThat(fixture.catalog.questions).doesNotContain("Health.NodeChecks far");
    }

    @Test
    void checks_that_cannot_be_run_here_say_so() {
        client.registerCheck("{'Name':'g','GRPC':'127.0.0.1:1','Interval':'10s'}");

        fixture.time.pass(Duration.ofSeconds(10));

        assertThat(client.check("g").status()).isEqualTo("critical");
        assertThat(client.check("g").output())
                .isEqualTo(
                        "gRPC checks are not supported by this agent: 127.0.0.1:1 was not asked");
    }
}

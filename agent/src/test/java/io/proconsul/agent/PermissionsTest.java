package io.proconsul.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.security.acl.Access;
import io.proconsul.security.acl.Authorizer;
import io.proconsul.security.acl.Resource;
import io.proconsul.security.acl.UnknownTokenException;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/** Texts observed on 1.8.7 with access control on: web may be written, ro read, nothing else. */
final class PermissionsTest {
    private static final String TOKEN = "web-writer";

    private final Fixture fixture = new Fixture();
    private final Agent agent;
    private final Client root;

    PermissionsTest() {
        fixture.resolver = PermissionsTest::resolve;
        agent = fixture.running();
        root = new Client(agent);
        root.register("{'Name':'db'}");
        root.register("{'Name':'ro'}");
        root.register("{'Name':'web'}");
        root.registerCheck("{'Name':'nn','TTL':'99s'}");
        Client.done(agent.registerCheck(Definition.checkOf("db", "{'Name':'nd','TTL':'99s'}"), ""));
    }

    private static Authorizer resolve(String secret) {
        return switch (secret) {
            case "" -> Authorizer.allowAll();
            case TOKEN -> PermissionsTest::mayDo;
            default -> throw new UnknownTokenException();
        };
    }

    private static boolean mayDo(Resource resource, Access access, String name) {
        return resource == Resource.SERVICE
                && (name.equals("web") || (name.equals("ro") && access == Access.READ));
    }

    private String registering(String service) {
        return String.valueOf(
                Fixture.refusal(agent.registerService(Definition.service(service), false, TOKEN)));
    }

    private String registeringCheck(String serviceId) {
        return String.valueOf(
                Fixture.refusal(
                        agent.registerCheck(
                                Definition.checkOf(serviceId, "{'Name':'n','TTL':'9s'}"), TOKEN)));
    }

    @Test
    void registering_needs_the_right_for_every_name_it_touches() {
        assertThat(registering("{'Name':'web'}")).isEqualTo("null");
        assertThat(registering("{'Name':'other'}"))
                .isEqualTo("403 Permission denied: Missing service:write on other");
        assertThat(registering("{'ID':'db','Name':'web'}"))
                .isEqualTo("403 Permission denied: Missing service:write on web");
        assertThat(
                        registering(
                                "{'ID':'x','Name':'web','Kind':'connect-proxy','Port':1,"
                                        + "'Proxy':{'DestinationServiceName':'db'}}"))
                .isEqualTo("403 Permission denied: Missing service:write on db");
        assertThat(registering("{'Name':'web','Connect':{'SidecarService':{'Name':'foo'}}}"))
                .isEqualTo("403 Permission denied: Missing service:write on foo");
        assertThat(registering("{'Name':'web','Connect':{'SidecarService':{'Name':'web'}}}"))
                .isEqualTo("null");
    }

    @Test
    void checks_need_the_right_for_their_service_or_the_node() {
        assertThat(registeringCheck(""))
                .isEqualTo("403 Permission denied: Missing node:write on vec");
        assertThat(registeringCheck("db"))
                .isEqualTo("403 Permission denied: Missing service:write on db");
        assertThat(registeringCheck("ghost"))
                .isEqualTo("403 Permission denied: Missing node:write on vec");
        assertThat(registeringCheck("web")).isEqualTo("null");
        assertThat(Fixture.refusal(agent.updateCheck("nn", "passing", "", TOKEN)))
                .isEqualTo("403 Permission denied: Missing node:write on vec");
        assertThat(Fixture.refusal(agent.updateCheck("nd", "passing", "", TOKEN)))
                .isEqualTo("403 Permission denied: Missing service:write on db");
        assertThat(Fixture.refusal(agent.updateCheck("ghost", "passing", "", TOKEN)))
                .isEqualTo("500 Unknown check \"ghost\"");
        assertThat(Fixture.refusal(agent.deregisterCheck("ghost", TOKEN)))
                .isEqualTo("500 Unknown check \"ghost\"");
    }

    @Test
    void changing_needs_the_right_for_what_is_there() {
        assertThat(Fixture.refusal(agent.deregisterService("db", TOKEN)))
                .isEqualTo("403 Permission denied: Missing service:write on db");
        assertThat(Fixture.refusal(agent.deregisterService("ghost", TOKEN)))
                .isEqualTo("500 Unknown service {\"ghost\" {}}");
        assertThat(Fixture.refusal(agent.serviceMaintenance("ghost", true, "", TOKEN)))
                .isEqualTo("500 Unknown service {\"ghost\" {}}");
        assertThat(Fixture.refusal(agent.nodeMaintenance(true, "", TOKEN)))
                .isEqualTo("403 Permission denied");
    }

    @Test
    void lists_leave_out_what_may_not_be_read() {
        assertThat(agent.services(TOKEN).value()).containsOnlyKeys("ro", "web");
        assertThat(agent.checks(TOKEN).value()).isEmpty();
        assertThat(Fixture.refusal(agent.service("db", "", Duration.ZERO, TOKEN)))
                .isEqualTo("403 Permission denied");
        assertThat(Fixture.refusal(agent.service("ghost", "", Duration.ZERO, TOKEN)))
                .isEqualTo("404 unknown service ID: ghost");
        assertThat(Fixture.refusal(() -> agent.healthOfService("db", TOKEN)))
                .isEqualTo("403 Permission denied");
        assertThat(Fixture.refusal(() -> agent.healthOfServicesNamed("ghost", TOKEN)))
                .isEqualTo("403 Permission denied");
    }

    @Test
    void a_token_that_does_not_exist_is_told() {
        assertThat(Fixture.refusal(() -> agent.services("zap"))).isEqualTo("403 ACL not found");
        assertThat(
                        Fixture.refusal(
                                agent.registerService(
                                        Definition.service("{'Name':'web'}"), false, "zap")))
                .isEqualTo("403 ACL not found");
    }
}

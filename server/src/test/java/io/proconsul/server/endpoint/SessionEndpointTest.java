package io.proconsul.server.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.model.catalog.NodeRequest;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.session.Session;
import io.proconsul.model.session.SessionQuery;
import io.proconsul.model.session.SessionRequest;
import io.proconsul.rpc.method.Catalog;
import io.proconsul.rpc.method.SessionMethods;
import io.proconsul.server.Requests;
import io.proconsul.server.ServerFixture;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class SessionEndpointTest {
    private static final String NODE = ServerFixture.NODE;

    private final ServerFixture fixture = ServerFixture.leading();

    private String create(String ttl) {
        return fixture.call(SessionMethods.APPLY, Requests.create(NODE, "", ttl)).value();
    }

    private @Nullable String refused(SessionRequest request) {
        return fixture.refusal(SessionMethods.APPLY, request);
    }

    private List<Session> find(String id) {
        List<Session> found =
                fixture.call(SessionMethods.GET, Requests.session(id)).value().sessions();
        return found == null ? List.of() : found;
    }

    @Test
    void a_session_gets_an_id_and_the_usual_behaviour() {
        String id = create("");
        assertThat(id).hasSize(36);
        assertThat(find(id))
                .singleElement()
                .satisfies(session -> {
                    assertThat(session.behavior()).isEqualTo("release");
                    assertThat(session.node()).isEqualTo(NODE);
                    assertThat(session.lockDelay()).isEqualTo(Duration.ofSeconds(15));
                });
    }

    @Test
    void wrong_sessions_are_refused_in_this_order() {
        int proposed = fixture.proposed();
        assertThat(refused(Requests.create("", "zap", "1s"))).isEqualTo("Must provide Node");
        assertThat(refused(Requests.create(NODE, "zap", "1s")))
                .isEqualTo("Invalid Behavior setting 'zap'");
        assertThat(refused(Requests.create(NODE, "", "1s")))
                .isEqualTo("Invalid Session TTL '1000000000', must be between [10s=24h0m0s]");
        assertThat(refused(Requests.create(NODE, "", "-5s")))
                .isEqualTo("Invalid Session TTL '-5000000000', must be between [10s=24h0m0s]");
        assertThat(refused(Requests.create(NODE, "", "48h")))
                .isEqualTo("Invalid Session TTL '172800000000000', must be between [10s=24h0m0s]");
        assertThat(refused(Requests.create(NODE, "", "abc")))
                .isEqualTo("Session TTL 'abc' invalid: time: invalid duration \"abc\"");
        assertThat(refused(Requests.create(NODE, "", "10")))
                .isEqualTo("Session TTL '10' invalid: time: missing unit in duration \"10\"");
        assertThat(fixture.proposed()).isEqualTo(proposed);
    }

    @Test
    void what_a_session_depends_on_must_exist() {
        assertThat(refused(Requests.create("ghost", "", "")))
                .isEqualTo("Missing node registration");
    }

    @Test
    void destroying_is_fine_whether_it_exists_or_not() {
        assertThat(refused(Requests.destroy(""))).isEqualTo("Must provide ID");
        assertThat(refused(Requests.destroy("short")))
                .isEqualTo("failed session lookup: index error: UUID must be 36 characters");
        String id = create("");
        assertThat(fixture.call(SessionMethods.APPLY, Requests.destroy(id)).value()).isEmpty();
        assertThat(find(id)).isEmpty();
        assertThat(fixture.call(SessionMethods.APPLY, Requests.destroy(id)).value()).isEmpty();
    }

    @Test
    void an_unknown_operation_is_refused() {
        SessionRequest request = Requests.create(NODE, "", "");
        assertThat(refused(new SessionRequest("dc1", "zap", request.session(), request.options())))
                .isEqualTo("Invalid session operation 'zap'");
    }

    @Test
    void look_ups_need_an_id() {
        assertThat(fixture.refusal(SessionMethods.GET, Requests.session("short")))
                .isEqualTo("failed session lookup: index error: UUID must be 36 characters");
        assertThat(fixture.refusal(SessionMethods.RENEW, Requests.session("short")))
                .isEqualTo("failed session lookup: index error: UUID must be 36 characters");
        String unknown = "aaaaaaaa-0000-4000-8000-000000000002";
        assertThat(fixture.call(SessionMethods.GET, Requests.session(unknown)).value().sessions())
                .isNull();
        assertThat(fixture.call(SessionMethods.RENEW, Requests.session(unknown)).value().sessions())
                .isNull();
    }

    @Test
    void older_clients_name_the_session_in_another_field() {
        String id = create("");
        var old = new SessionQuery("dc1", id, "", QueryOptions.DEFAULT);
        assertThat(fixture.call(SessionMethods.GET, old).value().sessions()).hasSize(1);
    }

    @Test
    void sessions_are_listed_altogether_and_by_node() {
        fixture.call(Catalog.REGISTER, Requests.node("n2", "10.0.0.2"));
        create("");
        create("");
        fixture.call(SessionMethods.APPLY, Requests.create("n2", "", ""));
        assertThat(fixture.call(SessionMethods.LIST, Requests.session("")).value().sessions())
                .hasSize(3);
        assertThat(
                        fixture.call(
                                        SessionMethods.NODE_SESSIONS,
                                        new NodeRequest("dc1", "n2", QueryOptions.DEFAULT))
                                .value()
                                .sessions())
                .hasSize(1);
    }

    @Test
    void a_session_that_is_not_renewed_ends_after_twice_its_time() {
        String id = create("10s");
        fixture.pass(Duration.ofSeconds(19));
        assertThat(find(id)).hasSize(1);
        fixture.pass(Duration.ofSeconds(1));
        assertThat(find(id)).isEmpty();
    }

    @Test
    void renewing_keeps_it_alive() {
        String id = create("10s");
        for (int i = 0; i < 20; i++) {
            fixture.pass(Duration.ofSeconds(9));
            var renewed = fixture.call(SessionMethods.RENEW, Requests.session(id));
            assertThat(renewed.value().sessions()).hasSize(1);
        }
        fixture.pass(Duration.ofSeconds(20));
        assertThat(find(id)).isEmpty();
    }

    @Test
    void a_change_of_leaders_gives_every_session_its_whole_time() {
        String id = create("10s");
        fixture.pass(Duration.ofSeconds(19));
        fixture.engine().lose();
        fixture.notifier.run();
        fixture.pass(Duration.ofMinutes(5));
        fixture.lead();
        fixture.pass(Duration.ofSeconds(19));
        assertThat(find(id)).hasSize(1);
        fixture.pass(Duration.ofSeconds(1));
        assertThat(find(id)).isEmpty();
    }

    @Test
    void a_waiting_client_learns_that_the_session_is_gone() {
        String id = create("10s");
        long index = fixture.call(SessionMethods.LIST, Requests.session("")).meta().index();
        var waiting =
                fixture.start(
                        SessionMethods.LIST,
                        new SessionQuery(
                                "dc1",
                                "",
                                "",
                                QueryOptions.DEFAULT.waitingFor(index, Duration.ofMinutes(5))));
        fixture.pass(Duration.ofSeconds(20));
        assertThat(waiting).isCompleted();
        assertThat(waiting.join().value().sessions()).isEmpty();
        assertThat(find(id)).isEmpty();
    }
}

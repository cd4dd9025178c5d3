package io.proconsul.server.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.model.catalog.Node;
import io.proconsul.model.catalog.RegisterRequest;
import io.proconsul.model.kv.KeyRequest;
import io.proconsul.model.kv.KvEntry;
import io.proconsul.model.kv.KvVerb;
import io.proconsul.model.query.DatacenterRequest;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.query.WriteOptions;
import io.proconsul.model.txn.TxnError;
import io.proconsul.model.txn.TxnOp;
import io.proconsul.model.txn.TxnRequest;
import io.proconsul.rpc.method.Catalog;
import io.proconsul.rpc.method.Health;
import io.proconsul.rpc.method.Kvs;
import io.proconsul.rpc.method.Method;
import io.proconsul.rpc.method.SessionMethods;
import io.proconsul.rpc.method.Txn;
import io.proconsul.security.acl.Access;
import io.proconsul.security.acl.Authorizer;
import io.proconsul.security.acl.Resource;
import io.proconsul.server.Forwarder;
import io.proconsul.server.Requests;
import io.proconsul.server.ServerFixture;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Lists leave out what may not be seen, everything else is refused. */
class RightsTest {
    private static final String DENIED = "Permission denied";

    private final Set<String> allowed = new HashSet<>();
    private boolean everything = true;
    private final ServerFixture fixture =
            new ServerFixture(secret -> authorizer(), Forwarder.none(), true);

    /** What {@code allowed} holds now, spelled {@code KEY READ name}. */
    private record Listed(Set<String> rules) implements Authorizer {
        @Override
        public boolean allows(Resource resource, Access access, String name) {
            return rules.contains(resource + " " + access + " " + name);
        }
    }

    private Authorizer authorizer() {
        return everything ? Authorizer.allowAll() : new Listed(Set.copyOf(allowed));
    }

    @BeforeEach
    void fill() {
        fixture.lead();
        fixture.call(Catalog.REGISTER, Requests.service("n1", "web", 80));
        fixture.call(Catalog.REGISTER, Requests.service("n2", "db", 81));
        fixture.call(
                Catalog.REGISTER,
                Requests.register(
                        "n1", "", "10.0.0.1", null, Requests.check("n1", "c", "passing", "web")));
        for (String key : List.of("a/1", "a/2", "b")) {
            fixture.call(Kvs.APPLY, Requests.set(key, "v"));
        }
        everything = false;
    }

    private <Q, R> void assertDenied(Method<Q, R> method, Q request) {
        assertThat(fixture.refusal(method, request)).isEqualTo(DENIED);
    }

    @Test
    void keys_are_read_only_with_the_right() {
        assertDenied(Kvs.GET, Requests.key("a/1"));
        allowed.add("KEY READ a/1");
        assertThat(fixture.call(Kvs.GET, Requests.key("a/1")).value().entries()).hasSize(1);
    }

    @Test
    void lists_of_keys_take_the_right_to_list_and_leave_out_the_rest() {
        assertDenied(Kvs.LIST, Requests.key("a/"));
        assertDenied(Kvs.LIST_KEYS, Requests.names("a/", ""));
        allowed.add("KEY LIST a/");
        assertThat(fixture.call(Kvs.LIST, Requests.key("a/")).value().entries()).isNull();
        allowed.add("KEY READ a/2");
        assertThat(fixture.call(Kvs.LIST, Requests.key("a/")).value().entries())
                .extracting(KvEntry::key)
                .containsExactly("a/2");
        assertThat(fixture.call(Kvs.LIST_KEYS, Requests.names("a/", "")).value().keys())
                .containsExactly("a/2");
    }

    @Test
    void keys_are_written_only_with_the_right() {
        assertDenied(Kvs.APPLY, Requests.set("a/1", "w"));
        allowed.add("KEY WRITE a/1");
        fixture.call(Kvs.APPLY, Requests.set("a/1", "w"));
        assertDenied(Kvs.APPLY, Requests.kv(KvVerb.DELETE_TREE, "a/", "", "", 0));
        allowed.add("KEY WRITE_PREFIX a/");
        fixture.call(Kvs.APPLY, Requests.kv(KvVerb.DELETE_TREE, "a/", "", "", 0));
    }

    @Test
    void nodes_and_services_without_the_right_are_left_out() {
        allowed.addAll(List.of("NODE READ n1", "SERVICE READ db", "SERVICE READ web"));
        var all = DatacenterRequest.of("dc1", QueryOptions.DEFAULT);
        assertThat(fixture.call(Catalog.LIST_NODES, all).value().nodes())
                .extracting(Node::name)
                .containsExactly("n1");
        assertThat(fixture.call(Catalog.LIST_SERVICES, all).value().services())
                .containsOnlyKeys("db", "web");
        assertThat(
                        fixture.call(Catalog.SERVICE_NODES, Requests.ofService("db"))
                                .value()
                                .serviceNodes())
                .as("its node may not be read")
                .isEmpty();
        assertThat(fixture.call(Health.SERVICE_NODES, Requests.ofService("web")).value().nodes())
                .hasSize(1);
        assertThat(
                        fixture.call(Catalog.NODE_SERVICES, Requests.ofNode("n2"))
                                .value()
                                .nodeServices())
                .isNull();
        allowed.remove("SERVICE READ web");
        assertThat(fixture.call(Health.SERVICE_NODES, Requests.ofService("web")).value().nodes())
                .as("another authorizer, another answer")
                .isEmpty();
        assertThat(fixture.call(Health.NODE_CHECKS, Requests.ofNode("n1")).value().healthChecks())
                .isEmpty();
    }

    @Test
    void registering_takes_the_node_and_the_service() {
        assertDenied(Catalog.REGISTER, Requests.service("n3", "api", 80));
        allowed.add("NODE WRITE n3");
        assertDenied(Catalog.REGISTER, Requests.service("n3", "api", 80));
        allowed.add("SERVICE WRITE api");
        fixture.call(Catalog.REGISTER, Requests.service("n3", "api", 80));
        allowed.remove("NODE WRITE n3");
        fixture.call(Catalog.REGISTER, serviceOnly("n3", "api", 81));
        assertDenied(Catalog.REGISTER, Requests.node("n3", "10.0.0.99"));
    }

    /** The node exactly as it is. */
    private static RegisterRequest serviceOnly(String node, String name, int port) {
        return Requests.service(node, name, port);
    }

    @Test
    void taking_over_an_id_takes_the_right_to_the_service_it_had() {
        allowed.add("SERVICE WRITE mine");
        var takeOver =
                Requests.register(
                        "n1", "", "10.0.0.1", Requests.instance("web", "mine", 80, null), null);
        assertDenied(Catalog.REGISTER, takeOver);
        allowed.add("SERVICE WRITE web");
        fixture.call(Catalog.REGISTER, takeOver);
    }

    @Test
    void checks_take_what_they_belong_to() {
        var ofNode =
                Requests.register(
                        "n1", "", "10.0.0.1", null, Requests.check("n1", "x", "passing", ""));
        var ofService =
                Requests.register(
                        "n1", "", "10.0.0.1", null, Requests.check("n1", "y", "passing", "web"));
        assertDenied(Catalog.REGISTER, ofNode);
        assertDenied(Catalog.REGISTER, ofService);
        allowed.add("SERVICE WRITE web");
        fixture.call(Catalog.REGISTER, ofService);
        allowed.add("NODE WRITE n1");
        fixture.call(Catalog.REGISTER, ofNode);
    }

    @Test
    void deregistering_takes_what_is_taken_out() {
        assertDenied(Catalog.DEREGISTER, Requests.deregister("n1", "", ""));
        assertDenied(Catalog.DEREGISTER, Requests.deregister("n1", "web", ""));
        assertDenied(Catalog.DEREGISTER, Requests.deregister("n1", "", "c"));
        assertThat(fixture.refusal(Catalog.DEREGISTER, Requests.deregister("n1", "none", "")))
                .isEqualTo("Unknown service 'none'");
        assertThat(fixture.refusal(Catalog.DEREGISTER, Requests.deregister("n1", "", "none")))
                .isEqualTo("Unknown check 'none'");
        allowed.add("SERVICE WRITE web");
        fixture.call(Catalog.DEREGISTER, Requests.deregister("n1", "", "c"));
        fixture.call(Catalog.DEREGISTER, Requests.deregister("n1", "web", ""));
    }

    @Test
    void who_may_write_a_node_may_take_out_everything_on_it() {
        allowed.add("NODE WRITE n1");
        fixture.call(Catalog.DEREGISTER, Requests.deregister("n1", "none", ""));
        fixture.call(Catalog.DEREGISTER, Requests.deregister("n1", "web", ""));
        fixture.call(Catalog.DEREGISTER, Requests.deregister("n1", "", ""));
    }

    @Test
    void a_node_shows_services_by_id_where_the_id_may_be_read_and_lists_them_by_name() {
        everything = true;
        fixture.call(
                Catalog.REGISTER,
                Requests.register(
                        "n1", "", "10.0.0.1", Requests.instance("w1", "web", 82, null), null));
        everything = false;
        allowed.addAll(List.of("NODE READ n1", "SERVICE READ web"));
        var byId =
                fixture.call(Catalog.NODE_SERVICES, Requests.ofNode("n1")).value().nodeServices();
        assertThat(Objects.requireNonNull(byId).services()).containsOnlyKeys("web");
        var list = fixture.call(Catalog.NODE_SERVICE_LIST, Requests.ofNode("n1")).value();
        assertThat(list.nodeServices().services()).hasSize(2);
    }

    @Test
    void sessions_belong_to_their_node() {
        assertDenied(SessionMethods.APPLY, Requests.create("n1", "", "10s"));
        allowed.add("SESSION WRITE n1");
        String id = fixture.call(SessionMethods.APPLY, Requests.create("n1", "", "10s")).value();
        assertThat(fixture.call(SessionMethods.LIST, Requests.session("")).value().sessions())
                .isEmpty();
        assertThat(fixture.call(SessionMethods.GET, Requests.session(id)).value().sessions())
                .isNull();
        allowed.add("SESSION READ n1");
        assertThat(fixture.call(SessionMethods.GET, Requests.session(id)).value().sessions())
                .hasSize(1);
        allowed.remove("SESSION WRITE n1");
        assertDenied(SessionMethods.RENEW, Requests.session(id));
        assertDenied(SessionMethods.APPLY, Requests.destroy(id));
    }

    @Test
    void operations_of_a_transaction_are_refused_one_by_one() {
        allowed.add("KEY WRITE a/1");
        var reply =
                fixture.call(
                                Txn.APPLY,
                                new TxnRequest(
                                        "dc1", List.of(set("a/1"), set("b")), WriteOptions.NONE))
                        .value();
        assertThat(reply.errors()).containsExactly(new TxnError(1, DENIED));
    }

    private static TxnOp set(String key) {
        return new TxnOp(
                new TxnOp.KvOp(KvVerb.SET, KvEntry.of(key, null, 0, "")), null, null, null, null);
    }

    @Test
    void a_waiting_query_keeps_the_rights_it_was_asked_with() {
        allowed.add("KEY READ a/1");
        long index = fixture.call(Kvs.GET, Requests.key("a/1")).meta().index();
        var waiting = fixture.start(Kvs.GET, new KeyRequest("dc1", "a/1", Requests.waiting(index)));
        everything = true;
        fixture.call(Kvs.APPLY, Requests.set("a/1", "w"));
        fixture.notifier.run();
        assertThat(waiting).isCompleted();
    }
}

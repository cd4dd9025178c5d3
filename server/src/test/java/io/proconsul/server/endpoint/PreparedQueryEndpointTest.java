package io.proconsul.server.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.coordinate.CoordinateUpdate;
import io.proconsul.model.coordinate.Vivaldi;
import io.proconsul.model.health.CheckServiceNode;
import io.proconsul.model.preparedquery.ExecuteReply;
import io.proconsul.model.preparedquery.ExecuteRequest;
import io.proconsul.model.preparedquery.PreparedQueries;
import io.proconsul.model.preparedquery.PreparedQuery;
import io.proconsul.model.preparedquery.PreparedQueryLookup;
import io.proconsul.model.preparedquery.PreparedQueryRequest;
import io.proconsul.model.preparedquery.QueryDatacenterOptions;
import io.proconsul.model.preparedquery.QueryDnsOptions;
import io.proconsul.model.preparedquery.QueryTemplateOptions;
import io.proconsul.model.preparedquery.ServiceQuery;
import io.proconsul.model.query.DatacenterRequest;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.query.QuerySource;
import io.proconsul.model.query.WriteOptions;
import io.proconsul.rpc.method.Catalog;
import io.proconsul.rpc.method.CoordinateMethods;
import io.proconsul.rpc.method.PreparedQueryMethods;
import io.proconsul.security.acl.Access;
import io.proconsul.security.acl.Authorizer;
import io.proconsul.security.acl.Resource;
import io.proconsul.server.Forwarder;
import io.proconsul.server.Requests;
import io.proconsul.server.ServerFixture;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

class PreparedQueryEndpointTest {
    private static final String UNKNOWN = "bbbbbbbb-0000-4000-8000-00000000dead";

    /** Spelled {@code QUERY READ name}; everything is allowed to the token {@code root}. */
    private final Set<String> allowed = new HashSet<>();

    private boolean controlled;
    private final ServerFixture fixture =
            new ServerFixture(this::authorizer, Forwarder.none(), false);

    private Authorizer authorizer(String secret) {
        Set<String> rules = Set.copyOf(allowed);
        return !controlled || secret.equals("root") ? Authorizer.allowAll() : new Listed(rules);
    }

    private record Listed(Set<String> rules) implements Authorizer {
        @Override
        public boolean allows(Resource resource, Access access, String name) {
            return rules.contains(resource + " " + access + " " + name);
        }
    }

    @BeforeEach
    void fill() {
        fixture.lead();
        register("n1", "a", "passing", "v1", "prod");
        register("n2", "b", "warning", "v2");
        register("n3", "c", "critical", "v1");
    }

    private void register(String node, String check, String status, String... tags) {
        NodeService instance = Requests.instance("web", "web", 80, List.of(tags));
        fixture.call(
                Catalog.REGISTER,
                Requests.register(node, "", "10.0.0." + node.charAt(1), instance, null));
        fixture.call(
                Catalog.REGISTER,
                Requests.register(
                        node,
                        "",
                        "10.0.0." + node.charAt(1),
                        null,
                        Requests.check(node, check, status, "web")));
    }

    private static ServiceQuery web() {
        return new ServiceQuery(
                "web",
                new QueryDatacenterOptions(0, null),
                false,
                null,
                "",
                null,
                null,
                null,
                false);
    }

    private static ServiceQuery web(
            boolean onlyPassing, @Nullable List<String> ignored, List<String> tags, String near) {
        return new ServiceQuery(
                "web",
                new QueryDatacenterOptions(0, List.of("dc9")),
                onlyPassing,
                ignored,
                near,
                tags,
                null,
                null,
                false);
    }

    private static PreparedQuery query(
            String id, String name, String token, ServiceQuery service, String ttl) {
        return new PreparedQuery(
                id,
                name,
                "",
                token,
                new QueryTemplateOptions("", "", false),
                service,
                new QueryDnsOptions(ttl),
                0,
                0);
    }

    private static PreparedQueryRequest write(String op, PreparedQuery query) {
        return new PreparedQueryRequest("dc1", op, query, WriteOptions.NONE);
    }

    private String create(String name, ServiceQuery service) {
        return fixture.call(
                        PreparedQueryMethods.APPLY,
                        write(PreparedQueryRequest.CREATE, query("", name, "", service, "")))
                .value();
    }

    private @Nullable String refused(String op, PreparedQuery query) {
        return fixture.refusal(PreparedQueryMethods.APPLY, write(op, query));
    }

    private @Nullable String refusedNew(String name, String token, ServiceQuery web, String ttl) {
        return refused(PreparedQueryRequest.CREATE, query("", name, token, web, ttl));
    }

    private static ExecuteRequest execute(String name, int limit, String near, String ip) {
        return new ExecuteRequest(
                "dc1",
                name,
                limit,
                false,
                new QuerySource("dc1", "", near, ip),
                new QuerySource("dc1", "", "n2", ""),
                QueryOptions.DEFAULT);
    }

    private List<String> nodes(ExecuteRequest request) {
        ExecuteReply reply = fixture.call(PreparedQueryMethods.EXECUTE, request).value();
        return Objects.requireNonNull(reply.nodes()).stream()
                .map(CheckServiceNode::node)
                .map(node -> Objects.requireNonNull(node).name())
                .toList();
    }

    private List<String> nodes(ServiceQuery service) {
        String id = createAs("", service, "q");
        List<String> found = nodes(execute(id, 0, "", ""));
        fixture.call(
                PreparedQueryMethods.APPLY,
                write(PreparedQueryRequest.DELETE, query(id, "", "", web(), "")));
        return found;
    }

    private String createAs(String token, ServiceQuery service, String name) {
        return fixture.call(
                        PreparedQueryMethods.APPLY,
                        write(PreparedQueryRequest.CREATE, query("", name, token, service, "")))
                .value();
    }

    private PreparedQueryLookup lookup(String id) {
        return new PreparedQueryLookup("dc1", id, QueryOptions.DEFAULT);
    }

    @Test
    void wrong_queries_are_refused_before_they_are_logged() {
        int proposed = fixture.proposed();
        assertThat(refused(PreparedQueryRequest.CREATE, query(UNKNOWN, "q", "", web(), "")))
                .isEqualTo("ID must be empty when creating a new prepared query");
        assertThat(refusedNew("", "", web(), ""))
                .isEqualTo("Invalid prepared query: Must be bound to a session");
        assertThat(refusedNew("q", "<hidden>", web(), ""))
                .startsWith("Invalid prepared query: Bad Token '<hidden>', it looks like");
        assertThat(refusedNew("q", "", web(), "zz"))
                .isEqualTo(
                        "Invalid prepared query: Bad DNS TTL 'zz': time: invalid duration \"zz\"");
        assertThat(refusedNew("q", "", web(), "-5s"))
                .isEqualTo("Invalid prepared query: DNS TTL '-5000000000', must be >=0");
        assertThat(refused("zap", query(UNKNOWN, "q", "", web(), "")))
                .isEqualTo("Cannot modify non-existent prepared query: '" + UNKNOWN + "'");
        assertThat(refused(PreparedQueryRequest.DELETE, query("zz", "", "", web(), "")))
                .isEqualTo(
                        "Prepared Query lookup failed: failed prepared query lookup: index error:"
                                + " UUID must be 36 characters");
        assertThat(fixture.proposed()).isEqualTo(proposed);
    }

    @Test
    void a_query_is_read_by_its_id_only() {
        String id = create("q", web());
        PreparedQueries found = fixture.call(PreparedQueryMethods.GET, lookup(id)).value();
        assertThat(found.queries()).extracting(PreparedQuery::name).containsExactly("q");
        assertThat(fixture.refusal(PreparedQueryMethods.GET, lookup(UNKNOWN)))
                .isEqualTo("Query not found");
        assertThat(fixture.refusal(PreparedQueryMethods.GET, lookup("q")))
                .isEqualTo("failed prepared query lookup: index error: UUID must be 36 characters");
    }

    @Test
    void health_tags_and_ignored_checks_decide_who_is_found() {
        assertThat(nodes(web())).containsExactlyInAnyOrder("n1", "n2");
        assertThat(nodes(web(true, null, List.of(), ""))).containsExactly("n1");
        assertThat(nodes(web(true, List.of("b", "c"), List.of(), "")))
                .containsExactlyInAnyOrder("n1", "n2", "n3");
        assertThat(nodes(web(false, null, List.of("V1", "prod"), ""))).containsExactly("n1");
        assertThat(nodes(web(false, null, List.of("!Prod"), ""))).containsExactly("n2");
        assertThat(nodes(web(false, null, List.of("v1", "v2"), ""))).isEmpty();
    }

    @Test
    void the_near_node_comes_first_and_the_rest_in_any_order() {
        create("plain", web());
        create("near", web(false, null, List.of(), "_ip"));
        Set<String> firsts = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            assertThat(nodes(execute("plain", 1, "_agent", ""))).containsExactly("n2");
            assertThat(nodes(execute("near", 0, "", "10.0.0.1"))).startsWith("n1").hasSize(2);
            assertThat(nodes(execute("near", 0, "n2", "10.0.0.1"))).startsWith("n2");
            firsts.addAll(nodes(execute("near", 1, "", "10.9.9.9")));
        }
        assertThat(firsts).containsExactlyInAnyOrder("n1", "n2");
    }

    private void place(String node, double seconds) {
        var point = new Vivaldi(Collections.nCopies(Vivaldi.DIMENSIONS, seconds), 1.5, 0, 0.00001);
        fixture.call(
                CoordinateMethods.UPDATE,
                new CoordinateUpdate("dc1", node, "", point, WriteOptions.NONE));
    }

    @Test
    void the_others_come_by_their_distance_from_the_near_node_and_the_unknown_last() {
        for (String name : List.of("n4", "n5", "n6")) {
            register(name, "d", "passing");
        }
        place("n2", 0.010);
        place("n4", 0.030);
        place("n1", 0.020);
        place("n5", 0.001);
        fixture.pass(Duration.ofSeconds(6));
        create("plain", web());
        create("near", web(false, null, List.of(), "n5"));

        for (int i = 0; i < 20; i++) {
            assertThat(nodes(execute("plain", 0, "_agent", "")))
                    .containsExactly("n2", "n5", "n1", "n4", "n6");
            assertThat(nodes(execute("near", 3, "", ""))).containsExactly("n5", "n2", "n1");
            assertThat(nodes(execute("plain", 0, "_ip", "10.0.0.4")))
                    .containsExactly("n4", "n1", "n2", "n5", "n6");
            assertThat(nodes(execute("plain", 0, "n6", "")))
                    .as("nobody knows where it is")
                    .startsWith("n6");
        }
    }

    @Test
    void unknown_queries_and_datacenters_are_told_apart_from_nobody_there() {
        assertThat(fixture.refusal(PreparedQueryMethods.EXECUTE, execute("ghost", 0, "", "")))
                .isEqualTo("Query not found");
        create("q", web(false, null, List.of("none"), ""));
        var answer = fixture.call(PreparedQueryMethods.EXECUTE, execute("q", 0, "", ""));
        assertThat(answer.value().nodes()).isEmpty();
        assertThat(answer.value().failovers()).isZero();
        assertThat(answer.value().datacenter()).isEqualTo("dc1");
        assertThat(answer.meta().index()).isZero();
    }

    @Test
    void tokens_are_shown_to_those_who_manage_access_only() {
        String id = createAs("secret", web(), "q");
        DatacenterRequest all = DatacenterRequest.of("dc1", QueryOptions.DEFAULT);
        controlled = true;
        assertThat(fixture.refusal(PreparedQueryMethods.GET, lookup(id)))
                .isEqualTo("Permission denied");
        assertThat(fixture.call(PreparedQueryMethods.LIST, all).value().queries()).isEmpty();
        allowed.add("QUERY READ q");
        assertThat(fixture.call(PreparedQueryMethods.GET, lookup(id)).value().queries())
                .extracting(PreparedQuery::token)
                .containsExactly("<hidden>");
        allowed.add("ACL WRITE ");
        assertThat(fixture.call(PreparedQueryMethods.LIST, all).value().queries())
                .extracting(PreparedQuery::token)
                .containsExactly("secret");
    }

    @Test
    void a_query_executes_with_its_own_token() {
        createAs("root", web(), "own");
        createAs("", web(), "callers");
        controlled = true;
        assertThat(nodes(execute("own", 0, "", ""))).hasSize(2);
        assertThat(nodes(execute("callers", 0, "", ""))).isEmpty();
        assertThat(fixture.refusal(PreparedQueryMethods.EXPLAIN, execute("own", 0, "", "")))
                .isEqualTo("Permission denied");
    }

    @Test
    void changing_takes_the_right_to_the_old_and_the_new_name() {
        String id = create("old", web());
        controlled = true;
        allowed.add("QUERY WRITE new");
        PreparedQuery renamed = query(id, "new", "", web(), "");
        assertThat(refused(PreparedQueryRequest.UPDATE, renamed)).isEqualTo("Permission denied");
        allowed.add("QUERY WRITE old");
        fixture.call(PreparedQueryMethods.APPLY, write(PreparedQueryRequest.UPDATE, renamed));
        assertThat(refused(PreparedQueryRequest.DELETE, query(UNKNOWN, "", "", web(), "")))
                .startsWith("Cannot modify");
    }
}

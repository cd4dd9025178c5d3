package io.proconsul.http;

import static io.proconsul.http.ApiFixture.shown;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.http.message.Response;
import io.proconsul.model.catalog.ConnectProxyConfig;
import io.proconsul.model.catalog.DeregisterRequest;
import io.proconsul.model.catalog.GatewayService;
import io.proconsul.model.catalog.GatewayServices;
import io.proconsul.model.catalog.LinkedName;
import io.proconsul.model.catalog.Node;
import io.proconsul.model.catalog.NodeRequest;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.catalog.NodeServiceList;
import io.proconsul.model.catalog.NodeServiceListReply;
import io.proconsul.model.catalog.NodeServices;
import io.proconsul.model.catalog.NodeServicesReply;
import io.proconsul.model.catalog.Nodes;
import io.proconsul.model.catalog.RegisterRequest;
import io.proconsul.model.catalog.ServiceConnect;
import io.proconsul.model.catalog.ServiceNode;
import io.proconsul.model.catalog.ServiceNodes;
import io.proconsul.model.catalog.ServiceRequest;
import io.proconsul.model.catalog.ServiceTags;
import io.proconsul.model.catalog.Weights;
import io.proconsul.model.query.DatacenterRequest;
import io.proconsul.rpc.method.Catalog;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

class CatalogApiTest {
    static final Node NODE = new Node("", "n", "10.0.0.1", "dc1", null, null, 3, 4);
    static final NodeService SERVICE =
            new NodeService(
                    "",
                    "web",
                    "web",
                    null,
                    "",
                    null,
                    null,
                    80,
                    Weights.DEFAULT,
                    false,
                    ConnectProxyConfig.NONE,
                    ServiceConnect.NONE,
                    false,
                    5,
                    6);
    private static final String SERVICE_JSON =
            "{\"ID\":\"web\",\"Service\":\"web\",\"Tags\":[],\"Address\":\"\",\"Meta\":null,"
                    + "\"Port\":80,\"Weights\":{\"Passing\":1,\"Warning\":1},"
                    + "\"EnableTagOverride\":false,\"Proxy\":{\"MeshGateway\":{},\"Expose\":{}},"
                    + "\"Connect\":{},\"CreateIndex\":5,\"ModifyIndex\":6}";

    private final ApiFixture api = new ApiFixture();

    @Test
    void datacenters_are_a_plain_list_without_index_headers() {
        api.caller.on(Catalog.LIST_DATACENTERS, List.of("dc1"));
        Response response = api.get("/v1/catalog/datacenters?index=abc");
        assertThat(shown(response)).isEqualTo("200 [\"dc1\"]");
        assertThat(response.header("X-Consul-Index")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"'', leader", "?stale, stale", "?consistent, consistent", "?max_stale=5s, stale"})
    void listings_say_how_they_were_read(String query, String mode) {
        api.caller.on(Catalog.LIST_NODES, new Nodes(null));
        Response response = api.get("/v1/catalog/nodes" + query);
        assertThat(shown(response)).isEqualTo("200 []");
        assertThat(response.header("X-Consul-Effective-Consistency")).isEqualTo(mode);
        assertThat(response.header("X-Consul-Index")).isEqualTo("42");
    }

    @Test
    void failures_of_listings_have_index_headers_that_know_nothing() {
        api.caller.fail(Catalog.LIST_NODES, "No path to datacenter");
        Response response = api.get("/v1/catalog/nodes?dc=nodc");
        assertThat(shown(response)).isEqualTo("500 No path to datacenter");
        assertThat(response.header("X-Consul-Index")).isEqualTo("1");
        assertThat(response.header("X-Consul-KnownLeader")).isEqualTo("false");
        assertThat(response.header("X-Consul-Effective-Consistency")).isNull();
    }

    @Test
    void nodes_are_chosen_by_metadata_and_sorted_by_distance() {
        api.caller.on(Catalog.LIST_NODES, new Nodes(List.of(NODE)));
        api.get("/v1/catalog/nodes?node-meta=zone:a:b&node-meta=rack&near=_agent&filter=x");
        DatacenterRequest question = api.caller.asked(DatacenterRequest.class);
        assertThat(question.nodeMetaFilters())
                .containsExactlyInAnyOrderEntriesOf(Map.of("zone", "a:b", "rack", ""));
        assertThat(question.source().node()).isEqualTo("vec");
        assertThat(question.options().filter()).isEqualTo("x");
    }

    @Test
    void services_are_names_with_tags() {
        api.caller.on(
                Catalog.LIST_SERVICES,
                new ServiceTags(Map.of("web", List.of("b", "a"), "consul", List.of())));
        assertThat(shown(api.get("/v1/catalog/services")))
                .isEqualTo("200 {\"consul\":[],\"web\":[\"b\",\"a\"]}");
        api.caller.on(Catalog.LIST_SERVICES, new ServiceTags(null));
        assertThat(shown(api.get("/v1/catalog/services"))).isEqualTo("200 {}");
    }

    @Test
    void what_a_gateway_serves_is_a_list_or_null() {
        api.caller.on(Catalog.GATEWAY_SERVICES, new GatewayServices(null));
        Response nothing = api.get("/v1/catalog/gateway-services/gw?stale");
        assertThat(shown(nothing)).isEqualTo("200 null");
        assertThat(nothing.header("X-Consul-Index")).isEqualTo("42");
        assertThat(nothing.header("X-Consul-Effective-Consistency")).isEqualTo("stale");
        assertThat(api.caller.asked(ServiceRequest.class).serviceName()).isEqualTo("gw");

        var web =
                new GatewayService(
                        new LinkedName("gw"),
                        new LinkedName("web"),
                        "ingress-gateway",
                        9000,
                        "http",
                        List.of("web.example"),
                        "",
                        "",
                        "",
                        "",
                        false,
                        7,
                        8);
        api.caller.on(Catalog.GATEWAY_SERVICES, new GatewayServices(List.of(web)));
        assertThat(shown(api.get("/v1/catalog/gateway-services/gw")))
                .isEqualTo(
                        "200 [{\"Gateway\":{\"Name\":\"gw\"},\"Service\":{\"Name\":\"web\"},"
                                + "\"GatewayKind\":\"ingress-gateway\",\"Port\":9000,"
                                + "\"Protocol\":\"http\",\"Hosts\":[\"web.example\"],"
                                + "\"CreateIndex\":7,\"ModifyIndex\":8}]");
    }

    @Test
    void a_gateway_has_a_name() {
        assertThat(shown(api.get("/v1/catalog/gateway-services/")))
                .isEqualTo("400 Missing gateway name");
    }

    @Test
    void instances_never_have_null_tags_or_metadata() {
        var instance =
                new ServiceNode(
                        "",
                        "n",
                        "10.0.0.1",
                        "dc1",
                        null,
                        null,
                        "",
                        "web",
                        "web",
                        null,
                        "",
                        null,
                        Weights.DEFAULT,
                        null,
                        80,
                        false,
                        ConnectProxyConfig.NONE,
                        ServiceConnect.NONE,
                        5,
                        6);
        api.caller.on(Catalog.SERVICE_NODES, new ServiceNodes(List.of(instance)));
        String json = api.get("/v1/catalog/service/web?tag=a&tag=b").payload().toString();
        assertThat(json).contains("\"NodeMeta\":null", "\"ServiceTags\":[]", "\"ServiceMeta\":{}");
        ServiceRequest question = api.caller.asked(ServiceRequest.class);
        assertThat(question.serviceTags()).containsExactly("a", "b");
        assertThat(question.tagFilter()).isTrue();
        assertThat(question.connect()).isFalse();
        api.get("/v1/catalog/connect/web");
        assertThat(api.caller.asked(ServiceRequest.class).connect()).isTrue();
    }

    @Test
    void a_node_is_shown_with_its_services_and_an_unknown_one_is_null() {
        api.caller.on(
                Catalog.NODE_SERVICES,
                new NodeServicesReply(new NodeServices(NODE, Map.of("web", SERVICE))));
        assertThat(api.get("/v1/catalog/node/n").payload().toString())
                .startsWith("{\"Node\":{\"ID\":\"\",\"Node\":\"n\"")
                .endsWith("\"Services\":{\"web\":" + SERVICE_JSON + "}}");
        api.caller.on(Catalog.NODE_SERVICES, new NodeServicesReply(null));
        assertThat(shown(api.get("/v1/catalog/node/ghost"))).isEqualTo("200 null");
        assertThat(api.caller.asked(NodeRequest.class).node()).isEqualTo("ghost");
    }

    @Test
    void the_list_form_has_null_for_no_services() {
        api.caller.on(
                Catalog.NODE_SERVICE_LIST,
                new NodeServiceListReply(new NodeServiceList(NODE, List.of(SERVICE))));
        assertThat(api.get("/v1/catalog/node-services/n").payload().toString())
                .endsWith("\"Services\":[" + SERVICE_JSON + "]}");
        api.caller.on(
                Catalog.NODE_SERVICE_LIST,
                new NodeServiceListReply(new NodeServiceList(null, null)));
        assertThat(shown(api.get("/v1/catalog/node-services/ghost")))
                .isEqualTo("200 {\"Node\":null,\"Services\":null}");
    }

    @Test
    void a_registration_is_passed_on_with_the_callers_token() {
        api.caller.obey(Catalog.REGISTER);
        Response response =
                api.put(
                        "/v1/catalog/register?dc=other",
                        "{\"Node\":\"n\",\"Address\":\"1.1.1.1\",\"Service\":{\"Service\":\"s\"},\"Check\":{\"Name\":\"c\",\"Definition\":{\"Interval\":\"5s\"}}}"
                            + " x",
                        "X-Consul-Token",
                        "secret");
        assertThat(shown(response)).isEqualTo("200 true");
        RegisterRequest write = api.caller.asked(RegisterRequest.class);
        assertThat(write.datacenter()).isEqualTo("dc1");
        assertThat(write.options().token()).isEqualTo("secret");
        assertThat(write.service()).extracting(NodeService::name).isEqualTo("s");
    }

    @Test
    void a_deregistration_is_passed_on() {
        api.caller.obey(Catalog.DEREGISTER);
        api.put("/v1/catalog/deregister", "{\"Node\":\"n\",\"ServiceID\":\"s\"}");
        DeregisterRequest write = api.caller.asked(DeregisterRequest.class);
        assertThat(write.node()).isEqualTo("n");
        assertThat(write.serviceId()).isEqualTo("s");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "register|{|unexpected EOF",
                "deregister|''|EOF",
                "register|{\"Zap\":1}|json: unknown field \"Zap\"",
                "register|{\"Namespace\":\"x\"}|json: unknown field \"Namespace\""
                        + " - Namespaces are a Consul Enterprise feature"
            })
    void a_body_that_cannot_be_read_is_told_why(String endpoint, String body, String why) {
        assertThat(shown(api.put("/v1/catalog/" + endpoint, body)))
                .isEqualTo("400 Request decode failed: " + why);
    }

    @ParameterizedTest
    @CsvSource({
        "service/, Missing service name",
        "connect/, Missing service name",
        "node/, Missing node name",
        "node-services/, Missing node name"
    })
    void a_missing_name_is_told(String endpoint, String text) {
        assertThat(shown(api.get("/v1/catalog/" + endpoint))).isEqualTo("400 " + text);
    }
}

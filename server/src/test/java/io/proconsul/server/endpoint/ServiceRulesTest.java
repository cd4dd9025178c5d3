package io.proconsul.server.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.model.catalog.ConnectProxyConfig;
import io.proconsul.model.catalog.ExposeConfig;
import io.proconsul.model.catalog.ExposePath;
import io.proconsul.model.catalog.MeshGatewayConfig;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.catalog.ServiceConnect;
import io.proconsul.model.catalog.Upstream;
import io.proconsul.rpc.RpcException;

import org.junit.jupiter.api.Test;

import java.util.List;

/** The texts were observed on 1.8.7 with {@code PUT /v1/catalog/register}. */
class ServiceRulesTest {

    private static NodeService service(String kind, String id, String name, String address) {
        return service(kind, id, name, address, 0, ConnectProxyConfig.NONE, false);
    }

    private static NodeService service(
            String kind,
            String id,
            String name,
            String address,
            int port,
            ConnectProxyConfig proxy,
            boolean nativeMesh) {
        return new NodeService(
                kind,
                id,
                name,
                null,
                address,
                null,
                null,
                port,
                null,
                false,
                proxy,
                new ServiceConnect(nativeMesh, null),
                false,
                0,
                0);
    }

    private static ConnectProxyConfig proxy(List<Upstream> upstreams, List<ExposePath> paths) {
        return new ConnectProxyConfig(
                "x",
                "",
                "",
                0,
                null,
                upstreams,
                MeshGatewayConfig.NONE,
                new ExposeConfig(false, paths));
    }

    private static Upstream upstream(String type, String name, String address, int port) {
        return new Upstream(type, "", name, "", address, port, null, MeshGatewayConfig.NONE, null);
    }

    private static void assertRefused(NodeService service, String text) {
        assertThatThrownBy(() -> ServiceRules.complete(service))
                .isInstanceOf(RpcException.class)
                .hasMessage(text);
    }

    @Test
    void the_id_is_the_name_when_it_is_left_out() {
        assertThat(ServiceRules.complete(service("", "", "web", "")).id()).isEqualTo("web");
        assertThat(ServiceRules.complete(service("", "web-1", "web", "")).id()).isEqualTo("web-1");
    }

    @Test
    void an_id_needs_a_name() {
        assertRefused(service("", "q", "", "0.0.0.0"), "Must provide service name with ID");
    }

    @Test
    void an_address_that_means_every_interface_is_no_address() {
        for (String any : List.of("0.0.0.0", "::", "[::]")) {
            assertRefused(service("", "", "web", any), "Invalid service address");
        }
        assertThat(ServiceRules.complete(service("", "", "web", "0:0::0")).name()).isEqualTo("web");
    }

    @Test
    void all_that_is_wrong_with_a_proxy_is_told_at_once() {
        assertRefused(
                service("connect-proxy", "", "p", "", 0, ConnectProxyConfig.NONE, true),
                "3 errors occurred:\n"
                        + "\t* Proxy.DestinationServiceName must be non-empty for Connect proxy"
                        + " services\n"
                        + "\t* Port must be set for a Connect proxy\n"
                        + "\t* A Proxy cannot also be Connect Native, only typical services\n\n");
    }

    @Test
    void upstreams_must_be_complete_and_different() {
        assertRefused(
                service(
                        "connect-proxy",
                        "",
                        "p",
                        "",
                        1,
                        proxy(
                                List.of(
                                        upstream("", "", "", 0),
                                        upstream("", "a", "", 1),
                                        upstream("", "b", "", 1),
                                        upstream("", "b", "", 2),
                                        upstream("zap", "c", "", 4),
                                        upstream("", "d", "", 0),
                                        upstream("", "*", "", 5)),
                                List.of()),
                        false),
                "5 errors occurred:\n"
                        + "\t* upstream destination name cannot be empty\n"
                        + "\t* upstreams cannot contain duplicates by local bind address and port;"
                        + " \"127.0.0.1:1\" is specified twice\n"
                        + "\t* upstreams cannot contain duplicates of [type=\"\", name=\"b\","
                        + " namespace=\"\", datacenter=\"\"]\n"
                        + "\t* unknown upstream destination type: \"zap\"\n"
                        + "\t* upstream local bind port cannot be zero\n\n");
        assertRefused(
                service(
                        "connect-proxy",
                        "",
                        "p",
                        "",
                        1,
                        proxy(
                                List.of(upstream("", "a", "::1", 1), upstream("", "b", "::1", 1)),
                                List.of()),
                        false),
                "1 error occurred:\n"
                        + "\t* upstreams cannot contain duplicates by local bind address and port;"
                        + " \"[::1]:1\" is specified twice\n\n");
    }

    @Test
    void exposed_paths_must_be_complete_and_different() {
        assertRefused(
                service(
                        "connect-proxy",
                        "",
                        "p",
                        "",
                        1,
                        proxy(
                                List.of(),
                                List.of(
                                        new ExposePath(0, "", 0, "", false),
                                        new ExposePath(70_000, "/a", 0, "", false),
                                        new ExposePath(70_000, "/a", 0, "zap", false),
                                        new ExposePath(1, "/b", 0, "HTTP2", false))),
                        false),
                "7 errors occurred:\n"
                        + "\t* expose.paths: empty path exposed\n"
                        + "\t* expose.paths: invalid listener port: 0\n"
                        + "\t* expose.paths: invalid listener port: 70000\n"
                        + "\t* expose.paths: duplicate paths exposed\n"
                        + "\t* expose.paths: duplicate listener ports exposed\n"
                        + "\t* expose.paths: invalid listener port: 70000\n"
                        + "\t* protocol 'zap' not supported for path: /a, must be in: [http"
                        + " http2]\n\n");
    }

    @Test
    void gateways_need_a_port_and_stand_in_front_of_nothing() {
        assertRefused(
                service("mesh-gateway", "", "g", ""),
                "1 error occurred:\n\t* Port must be non-zero for a mesh-gateway\n\n");
        assertRefused(
                service("ingress-gateway", "", "g", "", 0, proxy(List.of(), List.of()), true),
                "1 error occurred:\n"
                        + "\t* The Proxy.DestinationServiceName configuration is invalid for a"
                        + " ingress-gateway\n\n");
    }

    @Test
    void a_kind_nobody_knows_has_no_rules() {
        assertThat(ServiceRules.complete(service("zap", "", "p", "")).kind()).isEqualTo("zap");
    }
}

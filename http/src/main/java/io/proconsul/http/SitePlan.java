package io.proconsul.http;

import io.proconsul.agent.node.NodeIdentity;
import io.proconsul.http.cache.CachedReads;
import io.proconsul.http.handler.AgentEndpoints;
import io.proconsul.http.handler.CatalogEndpoints;
import io.proconsul.http.handler.Cluster;
import io.proconsul.http.handler.CoordinateEndpoints;
import io.proconsul.http.handler.Discovery;
import io.proconsul.http.handler.EventEndpoints;
import io.proconsul.http.handler.Family;
import io.proconsul.http.handler.FederationEndpoints;
import io.proconsul.http.handler.Guard;
import io.proconsul.http.handler.HealthEndpoints;
import io.proconsul.http.handler.HostEndpoint;
import io.proconsul.http.handler.KeyringEndpoint;
import io.proconsul.http.handler.KvEndpoints;
import io.proconsul.http.handler.LocalEndpoints;
import io.proconsul.http.handler.LocalHealthEndpoints;
import io.proconsul.http.handler.MetricsEndpoint;
import io.proconsul.http.handler.MonitorEndpoint;
import io.proconsul.http.handler.NotServed;
import io.proconsul.http.handler.OperatorEndpoints;
import io.proconsul.http.handler.Presentation;
import io.proconsul.http.handler.Profiles;
import io.proconsul.http.handler.QueryEndpoints;
import io.proconsul.http.handler.SessionEndpoints;
import io.proconsul.http.handler.SnapshotEndpoints;
import io.proconsul.http.handler.StatusEndpoints;
import io.proconsul.http.handler.TxnEndpoints;
import io.proconsul.http.handler.UiEndpoints;
import io.proconsul.http.handler.UiPages;
import io.proconsul.http.message.Header;
import io.proconsul.http.message.HeaderName;
import io.proconsul.http.message.Response;
import io.proconsul.http.parameter.Questions;
import io.proconsul.http.route.ApiRules;
import io.proconsul.http.route.EndpointTable;
import io.proconsul.http.route.Handler;
import io.proconsul.http.route.PageRoute;
import io.proconsul.http.route.Redirect;
import io.proconsul.http.route.Routes;
import io.proconsul.http.route.Site;
import io.proconsul.runtime.clock.Timers.Timer;
import io.proconsul.runtime.random.Chance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Which endpoints there are and what they are made of. */
final class SitePlan {
    private static final Header VARY = new HeaderName("Vary").of("Accept-Encoding");
    private static final Header TRANSLATED =
            new HeaderName("X-Consul-Translate-Addresses").of("true");

    private final HttpSettings settings;
    private final HttpServer.Surroundings around;
    private final Routes routes = new Routes();

    SitePlan(HttpSettings settings, HttpServer.Surroundings around) {
        this.settings = settings;
        this.around = around;
    }

    Site site() {
        var table = new EndpointTable(routes, rules());
        families().forEach(family -> family.addTo(table));
        addPages();
        return new Site(routes, settings.api().printablePathsOnly());
    }

    private ApiRules rules() {
        var headers = new ArrayList<Header>();
        headers.add(VARY);
        if (settings.api().translateWanAddresses()) {
            headers.add(TRANSLATED);
        }
        headers.addAll(configuredHeaders());
        return new ApiRules(
                headers,
                settings.api().blocked(),
                settings.api().writers(),
                around.metrics(),
                around.clock(),
                around.threads());
    }

    private List<Header> configuredHeaders() {
        var headers = new ArrayList<Header>();
        new TreeMap<>(settings.api().responseHeaders())
                .forEach((name, value) -> headers.add(new HeaderName(name).of(value)));
        return headers;
    }

    private List<Family> families() {
        NodeIdentity node = around.agent().node();
        HttpSettings.Api api = settings.api();
        var presentation = new Presentation(api.alwaysPretty());
        var questions =
                new Questions(
                        node.datacenter(),
                        node.name(),
                        around.agent().tokens()::user,
                        api.discoveryMaxStale(),
                        api.useCache());
        var cluster = new Cluster(around.caller(), questions, presentation);
        var discovery = new Discovery(cluster, cache());
        var guard = new Guard(around.resolver(), questions, node.name());
        return List.of(
                new StatusEndpoints(cluster),
                new KvEndpoints(cluster, api.kvMaxValueSize()),
                new TxnEndpoints(cluster, api.kvMaxValueSize(), api.txnMaxRequestSize()),
                new SessionEndpoints(cluster, node.name()),
                new CatalogEndpoints(discovery),
                new HealthEndpoints(discovery),
                new QueryEndpoints(cluster, node.name()),
                new CoordinateEndpoints(cluster),
                new OperatorEndpoints(cluster),
                new KeyringEndpoint(cluster, node.server()),
                new UiEndpoints(cluster),
                new FederationEndpoints(cluster),
                new SnapshotEndpoints(around.snapshots(), questions, around.threads()),
                new LocalEndpoints(around.agent(), questions, presentation),
                new LocalHealthEndpoints(around.agent(), questions, presentation),
                new AgentEndpoints(
                        around.agent(), around.operations(), guard, presentation, around.threads()),
                new EventEndpoints(around.agent().events(), questions, guard, presentation),
                new HostEndpoint(
                        around.disk(), around.clock(), guard, presentation, around.threads()),
                new MetricsEndpoint(around.metrics(), settings.metrics(), guard, presentation),
                new MonitorEndpoint(around.log(), guard),
                new NotServed());
    }

    private CachedReads cache() {
        return new CachedReads(around.caller(), around.clock(), this::after, Chance.secure());
    }

    /** The event loops keep time as well as any other timer. */
    private Timer after(Duration delay, Runnable task) {
        var scheduled = around.loops().schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    /** What is not the API: the root, the UI, profiles. */
    private void addPages() {
        var profiles = new Profiles(settings.debug(), around.threads());
        routes.add("/debug/pprof/", new PageRoute(List.of(VARY), profiles::profile));
        routes.add("/", new PageRoute(List.of(), Handler.at(request -> root(request.method()))));
        if (settings.ui().on()) {
            var pages = new UiPages(settings.ui().path());
            routes.add(
                    settings.ui().path(),
                    new PageRoute(configuredHeaders(), Handler.at(pages::page)));
        }
    }

    private Response root(String method) {
        return settings.ui().on()
                ? Redirect.to(settings.ui().path(), method)
                : Response.text(200, "Consul Agent");
    }
}

package io.proconsul.http.handler;

import io.proconsul.json.JsonWriter;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.health.CheckServiceNode;
import io.proconsul.model.health.CheckServiceNodes;
import io.proconsul.model.health.CheckStatus;
import io.proconsul.model.health.HealthCheck;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** All instances of one service counted together, as the reference's pages show services. */
final class ServiceSummary {
    private static final String EXTERNAL_SOURCE = "external-source";
    private static final String PROXY = "connect-proxy";

    private final String name;
    private final TreeSet<String> tags = new TreeSet<>();
    private final List<String> nodes = new ArrayList<>();
    private final TreeSet<String> proxied = new TreeSet<>();
    private final TreeSet<String> sources = new TreeSet<>();
    private String kind = "";
    private int passing;
    private int warning;
    private int critical;

    private ServiceSummary(String name) {
        this.name = name;
    }

    /** Writes all services by name. */
    static void writeAll(CheckServiceNodes reply, JsonWriter out) {
        Map<String, ServiceSummary> byName = new TreeMap<>();
        for (CheckServiceNode instance : CatalogForms.orEmpty(reply.nodes())) {
            NodeService service = instance.service();
            if (service != null) {
                byName.computeIfAbsent(service.name(), ServiceSummary::new).add(instance, service);
            }
        }
        out.beginArray();
        byName.values().forEach(each -> each.write(out));
        out.endArray();
    }

    private void add(CheckServiceNode instance, NodeService service) {
        kind = service.kind();
        nodes.add(instance.node() == null ? "" : instance.node().name());
        tags.addAll(CatalogForms.orEmpty(service.tags()));
        if (service.kind().equals(PROXY)) {
            proxied.add(service.proxy().destinationServiceName());
        }
        String source = service.meta() == null ? null : service.meta().get(EXTERNAL_SOURCE);
        if (source != null && !source.isEmpty()) {
            sources.add(source);
        }
        CatalogForms.orEmpty(instance.checks()).forEach(this::count);
    }

    /** The checks of a node count for each instance on it. */
    private void count(HealthCheck check) {
        switch (check.status()) {
            case CheckStatus.PASSING -> passing++;
            case CheckStatus.WARNING -> warning++;
            case CheckStatus.CRITICAL -> critical++;
            default -> {}
        }
    }

    private void write(JsonWriter out) {
        out.beginObject();
        if (!kind.isEmpty()) {
            out.name("Kind").string(kind);
        }
        out.name("Name").string(name);
        texts(tags, out.name("Tags"));
        texts(nodes.stream().sorted().toList(), out.name("Nodes"));
        out.name("InstanceCount").number(nodes.size());
        if (!proxied.isEmpty()) {
            texts(proxied, out.name("ProxyFor"));
        }
        out.name("ChecksPassing").number(passing);
        out.name("ChecksWarning").number(warning);
        out.name("ChecksCritical").number(critical);
        texts(sources, out.name("ExternalSources"));
        out.name("GatewayConfig").beginObject().endObject();
        out.endObject();
    }

    private static void texts(Collection<String> texts, JsonWriter out) {
        if (texts.isEmpty()) {
            out.nothing();
            return;
        }
        out.beginArray();
        texts.forEach(out::string);
        out.endArray();
    }
}

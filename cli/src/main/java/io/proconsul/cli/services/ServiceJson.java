package io.proconsul.cli.services;

import io.proconsul.json.JsonWriter;
import io.proconsul.model.catalog.ServiceAddress;
import io.proconsul.model.catalog.ServiceDefinition;
import io.proconsul.model.health.CheckType;
import io.proconsul.model.wire.GoDuration;
import io.proconsul.model.wire.RecordCodec;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The body of a registration: what the definition says, and nothing it leaves open. */
final class ServiceJson {
    private final JsonWriter json = new JsonWriter();

    private ServiceJson() {}

    static byte[] of(ServiceDefinition service) {
        var body = new ServiceJson();
        body.service(service);
        return body.json.toByteArray();
    }

    private void service(ServiceDefinition service) {
        json.beginObject();
        text("Kind", service.kind());
        text("ID", service.id());
        text("Name", service.name());
        texts("Tags", service.tags());
        number("Port", service.port());
        text("Address", service.address());
        addresses(service.taggedAddresses());
        meta(service.meta());
        flag("EnableTagOverride", service.enableTagOverride());
        if (service.weights() != null) {
            json.name("Weights").beginObject();
            json.name("Passing").number(service.weights().passing());
            json.name("Warning").number(service.weights().warning()).endObject();
        }
        checks(service);
        if (service.proxy() != null) {
            json.name("Proxy").raw(written(service.proxy()));
        }
        if (service.connect() != null) {
            json.name("Connect").raw(written(service.connect()));
        }
        json.endObject();
    }

    private static <R> byte[] written(R record) {
        JsonWriter part = new JsonWriter();
        @SuppressWarnings("unchecked") // the class of a record is its type
        Class<R> type = (Class<R>) record.getClass();
        RecordCodec.of(type).writeJson(record, part);
        return part.toByteArray();
    }

    private void addresses(@Nullable Map<String, ServiceAddress> addresses) {
        if (addresses == null || addresses.isEmpty()) {
            return;
        }
        json.name("TaggedAddresses").beginObject();
        addresses.forEach((tag, address) -> {
            json.name(tag).beginObject().name("Address").string(address.address());
            json.name("Port").number(address.port()).endObject();
        });
        json.endObject();
    }

    private void meta(@Nullable Map<String, String> meta) {
        if (meta != null && !meta.isEmpty()) {
            json.name("Meta").beginObject();
            meta.forEach((key, value) -> json.name(key).string(value));
            json.endObject();
        }
    }

    private void checks(ServiceDefinition service) {
        List<CheckType> checks = service.checks();
        if (checks != null && !checks.isEmpty()) {
            json.name("Checks").beginArray();
            checks.forEach(this::check);
            json.endArray();
        }
        if (Checks.isDefined(service.check())) {
            json.name("Check");
            check(service.check());
        }
    }

    private void check(CheckType check) {
        json.beginObject();
        text("CheckID", check.checkId());
        text("Name", check.name());
        text("Status", check.status());
        text("Notes", check.notes());
        texts("Args", check.scriptArgs());
        text("HTTP", check.http());
        text("Method", check.method());
        text("Body", check.body());
        headers(check.header());
        text("TCP", check.tcp());
        text("AliasNode", check.aliasNode());
        text("AliasService", check.aliasService());
        text("DockerContainerID", check.dockerContainerId());
        text("Shell", check.shell());
        text("GRPC", check.grpc());
        flag("GRPCUseTLS", check.grpcUseTls());
        flag("TLSSkipVerify", check.tlsSkipVerify());
        duration("Interval", check.interval());
        duration("Timeout", check.timeout());
        duration("TTL", check.ttl());
        duration("DeregisterCriticalServiceAfter", check.deregisterCriticalServiceAfter());
        number("SuccessBeforePassing", check.successBeforePassing());
        number("FailuresBeforeCritical", check.failuresBeforeCritical());
        number("OutputMaxSize", check.outputMaxSize());
        json.endObject();
    }

    private void headers(@Nullable Map<String, List<String>> headers) {
        if (headers != null && !headers.isEmpty()) {
            json.name("Header").beginObject();
            headers.forEach(this::texts);
            json.endObject();
        }
    }

    private void text(String name, String value) {
        if (!value.isEmpty()) {
            json.name(name).string(value);
        }
    }

    private void texts(String name, @Nullable List<String> values) {
        if (values != null && !values.isEmpty()) {
            json.name(name).beginArray();
            values.forEach(json::string);
            json.endArray();
        }
    }

    private void number(String name, int value) {
        if (value != 0) {
            json.name(name).number(value);
        }
    }

    private void flag(String name, boolean value) {
        if (value) {
            json.name(name).bool(true);
        }
    }

    private void duration(String name, Duration value) {
        if (!value.isZero()) {
            json.name(name).string(GoDuration.format(value));
        }
    }
}

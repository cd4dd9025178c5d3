package io.proconsul.agent;

import io.proconsul.agent.service.CheckDefinition;
import io.proconsul.json.JsonException;
import io.proconsul.json.JsonReader;
import io.proconsul.model.catalog.ServiceDefinition;
import io.proconsul.model.health.CheckType;
import io.proconsul.model.wire.RecordCodec;

import java.nio.charset.StandardCharsets;

/** Definitions as tests like to write them: JSON with single quotes. */
public final class Definition {
    private Definition() {}

    public static ServiceDefinition service(String json) {
        return read(ServiceDefinition.class, json);
    }

    public static CheckType checkType(String json) {
        return read(CheckType.class, json);
    }

    public static CheckDefinition check(String json) {
        return checkOf("", json);
    }

    public static CheckDefinition checkOf(String serviceId, String json) {
        return new CheckDefinition(checkType(json), serviceId, "");
    }

    public static <T> T read(Class<T> type, String json) {
        try {
            byte[] text = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
            return RecordCodec.of(type).readJson(JsonReader.ofWhole(text));
        } catch (JsonException e) {
            throw new AssertionError(json, e);
        }
    }
}

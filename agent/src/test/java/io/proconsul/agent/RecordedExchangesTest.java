package io.proconsul.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.proconsul.agent.member.Member;
import io.proconsul.agent.service.AgentRefusal;
import io.proconsul.agent.service.CheckDefinition;
import io.proconsul.json.JsonException;
import io.proconsul.json.JsonReader;
import io.proconsul.json.JsonValue;
import io.proconsul.json.JsonValue.JsonArray;
import io.proconsul.json.JsonValue.JsonBool;
import io.proconsul.json.JsonValue.JsonNumber;
import io.proconsul.json.JsonValue.JsonObject;
import io.proconsul.json.JsonValue.JsonString;
import io.proconsul.json.JsonWriter;
import io.proconsul.model.catalog.ServiceDefinition;
import io.proconsul.model.filter.Filter;
import io.proconsul.model.filter.FilterException;
import io.proconsul.model.health.CheckType;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.model.wire.RecordCodec;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;

/**
 * Replays what was recorded of the genuine agent, in order, against ours: every exchange about
 * services, checks, maintenance and members that is more than decoding. HTTP itself is not here, so
 * paths become calls and answers become JSON in this test.
 */
final class RecordedExchangesTest {
    private static final Path RECORDED = Path.of("../../shared/reference/http-vectors.jsonl");
    private static final String MISSING = "(nothing)";

    private final Fixture fixture = new Fixture();
    private final Agent agent = fixture.running();
    private final List<String> wrong = new ArrayList<>();
    private int replayed;

    @Test
    void the_agent_answers_as_recorded() throws IOException, JsonException {
        assumeTrue(Files.exists(RECORDED), "the recorded exchanges are not beside this checkout");
        for (String line : Files.readAllLines(RECORDED)) {
            JsonObject exchange = (JsonObject) JsonValue.parse(line);
            if (text(exchange, "area").equals("agent")) {
                replay(exchange);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(replayed).isEqualTo(80);
    }

    private static String text(JsonObject object, String member) {
        return object.get(member) instanceof JsonString string ? string.value() : "";
    }

    private void replay(JsonObject exchange) throws JsonException {
        URI uri = URI.create(text(exchange, "path"));
        String path = uri.getPath().substring("/v1/agent/".length());
        Call call = new Call(path, parameters(uri), text(exchange, "body"));
        String ours;
        try {
            ours = answer(call);
        } catch (AgentRefusal refusal) {
            ours = refusal.kind().httpStatus() + " " + refusal.text();
        } catch (JsonException | FilterException beyondUs) {
            return; // decoding and filters belong to others
        }
        if (ours.equals(MISSING)) {
            return;
        }
        replayed++;
        compare(exchange, ours);
    }

    private record Call(String path, Map<String, String> parameters, String body) {
        String rest(String prefix) {
            return path.substring(prefix.length());
        }

        String parameter(String name) {
            return parameters.getOrDefault(name, "");
        }
    }

    private static Map<String, String> parameters(URI uri) {
        Map<String, String> result = new HashMap<>();
        String query = uri.getRawQuery();
        if (query != null) {
            for (String pair : query.split("&")) {
                String[] parts = pair.split("=", 2);
                String value = parts.length == 1 ? "" : parts[1];
                result.put(parts[0], URLDecoder.decode(value, StandardCharsets.UTF_8));
            }
        }
        return result;
    }

    private String answer(Call call) throws JsonException, FilterException {
        String path = call.path();
        if (path.equals("members") && !call.parameters().containsKey("segment")) {
            boolean wan = call.parameters().containsKey("wan");
            return list(Member.class, wan ? agent.members().wan() : agent.members().lan());
        }
        if (path.startsWith("force-leave/")) {
            return failed(agent.members().forceLeave(call.rest("force-leave/"), false));
        }
        if (path.equals("services")) {
            return map(
                    AgentService.class,
                    filtered(call, AgentService.class, agent.services("").value()));
        }
        if (path.equals("checks")) {
            return map(
                    HealthCheck.class, filtered(call, HealthCheck.class, agent.checks("").value()));
        }
        if (path.startsWith("service/") || path.startsWith("maintenance")) {
            return serviceAnswer(call);
        }
        if (path.startsWith("check/")) {
            return checkAnswer(call);
        }
        return path.startsWith("health/") ? healthAnswer(call) : MISSING;
    }

    private String serviceAnswer(Call call) throws JsonException {
        String path = call.path();
        boolean enable = call.parameter("enable").equals("true");
        if (path.equals("service/register")) {
            ServiceDefinition definition = read(ServiceDefinition.class, camelCase(call.body()));
            return empty(agent.registerService(definition, false, ""));
        }
        if (path.startsWith("service/deregister/")) {
            return empty(agent.deregisterService(call.rest("service/deregister/"), ""));
        }
        if (path.contains("maintenance")
                && !List.of("true", "false").contains(call.parameter("enable"))) {
            return MISSING;
        }
        if (path.equals("maintenance")) {
            return empty(agent.nodeMaintenance(enable, call.parameter("reason"), ""));
        }
        if (path.startsWith("service/maintenance/")) {
            String id = call.rest("service/maintenance/");
            return id.isEmpty()
                    ? MISSING
                    : empty(agent.serviceMaintenance(id, enable, call.parameter("reason"), ""));
        }
        return one(
                AgentService.class,
                unwrapped(agent.service(call.rest("service/"), "", Duration.ZERO, "")));
    }

    /** Other spellings of members are understood where bodies are decoded. */
    private static String camelCase(String body) {
        return body.replace("enable_tag_override", "EnableTagOverride")
                .replace("deregister_critical_service_after", "DeregisterCriticalServiceAfter");
    }

    private String checkAnswer(Call call) throws JsonException {
        String path = call.path();
        String note = call.parameter("note");
        if (path.equals("check/register")) {
            return empty(agent.registerCheck(check(call.body()), ""));
        }
        if (path.startsWith("check/deregister/")) {
            return empty(agent.deregisterCheck(call.rest("check/deregister/"), ""));
        }
        for (var word :
                Map.of("pass", "passing", "warn", "warning", "fail", "critical").entrySet()) {
            String prefix = "check/" + word.getKey() + "/";
            if (path.startsWith(prefix)) {
                return empty(agent.updateCheck(call.rest(prefix), word.getValue(), note, ""));
            }
        }
        JsonObject update = (JsonObject) JsonValue.parse(call.body());
        return empty(
                agent.updateCheck(
                        call.rest("check/update/"),
                        text(update, "Status"),
                        text(update, "Output"),
                        ""));
    }

    private static CheckDefinition check(String body) throws JsonException {
        String service = "";
        String rest = body.replace("\"ID\"", "\"CheckID\"").replace("\"Args\"", "\"ScriptArgs\"");
        var member = Pattern.compile(",? ?\"ServiceID\": \"([^\"]*)\"").matcher(rest);
        if (member.find()) {
            service = member.group(1);
            rest = member.replaceFirst("");
        }
        return new CheckDefinition(read(CheckType.class, rest), service, "");
    }

    private String healthAnswer(Call call) {
        boolean text = call.parameters().containsKey("format");
        if (text || call.path().endsWith("/")) {
            return MISSING;
        }
        if (call.path().startsWith("health/service/id/")) {
            return agent.healthOfService(call.rest("health/service/id/"), "")
                    .map(health -> one(AgentServiceHealth.class, health))
                    .orElse(MISSING);
        }
        var all = agent.healthOfServicesNamed(call.rest("health/service/name/"), "");
        return all.isEmpty() ? MISSING : list(AgentServiceHealth.class, all);
    }

    // --- writing answers ---

    private static String empty(CompletableFuture<Void> operation) {
        unwrapped(operation);
        return "";
    }

    private static String failed(CompletableFuture<?> operation) {
        try {
            operation.join();
            return "";
        } catch (CompletionException failure) {
            return "500 " + Objects.requireNonNull(failure.getCause()).getMessage();
        }
    }

    private static <T> T unwrapped(CompletableFuture<T> operation) {
        try {
            return operation.join();
        } catch (CompletionException failure) {
            throw (AgentRefusal) Objects.requireNonNull(failure.getCause());
        }
    }

    private static <T> T read(Class<T> type, String body) throws JsonException {
        byte[] text = body.getBytes(StandardCharsets.UTF_8);
        return RecordCodec.of(type).readJson(JsonReader.ofFirst(text));
    }

    private static <T> Map<String, T> filtered(Call call, Class<T> type, Map<String, T> all)
            throws FilterException {
        String filter = call.parameter("filter");
        return filter.isEmpty() ? all : Filter.compile(filter, type).apply(all);
    }

    private static <T> String one(Class<T> type, @Nullable T value) {
        JsonWriter out = new JsonWriter();
        RecordCodec.of(type).writeJson(value, out);
        return out.toString();
    }

    private static <T> String list(Class<T> type, List<T> values) {
        JsonWriter out = new JsonWriter();
        RecordCodec.of(type).writeJsonList(values, out);
        return out.toString();
    }

    private static <T> String map(Class<T> type, Map<String, T> values) {
        JsonWriter out = new JsonWriter();
        RecordCodec.of(type).writeJsonMap(values, out);
        return out.toString();
    }

    // --- comparing ---

    private void compare(JsonObject exchange, String ours) throws JsonException {
        String id = text(exchange, "id");
        JsonValue recorded = exchange.get("resp");
        if (recorded == null) {
            note(id, ours.isEmpty(), "no body", ours);
        } else if (recorded instanceof JsonString string
                && text(exchange, "resp_kind").equals("text")) {
            String status = String.valueOf(exchange.get("status"));
            boolean same = ours.endsWith(string.value()) && status.contains(ours.split(" ", 2)[0]);
            note(id, same, string.value(), ours);
        } else {
            note(id, alike(recorded, JsonValue.parse(ours)), "another answer", ours);
        }
    }

    private void note(String id, boolean same, String recorded, String ours) {
        if (!same) {
            wrong.add(id + "\n   recorded " + recorded + "\n   ours     " + ours);
        }
    }

    private static boolean alike(JsonValue recorded, @Nullable JsonValue ours) {
        return switch (recorded) {
            case JsonString string when string.value().startsWith("<") -> ours != null;
            case JsonString string ->
                    ours instanceof JsonString other
                            && (other.value().equals(string.value())
                                    || matches(string.value(), other.value()));
            case JsonObject object ->
                    ours instanceof JsonObject other
                            && object.members().keySet().equals(other.members().keySet())
                            && object.members().values().stream()
                                    .allMatch(member ->
                                            alike(member.value(), other.get(member.name())));
            case JsonArray array ->
                    ours instanceof JsonArray other && alike(ordered(array), ordered(other));
            default -> ours != null && plain(recorded).equals(plain(ours));
        };
    }

    private static boolean alike(List<JsonValue> recorded, List<JsonValue> ours) {
        boolean same = recorded.size() == ours.size();
        for (int i = 0; same && i < ours.size(); i++) {
            same = alike(recorded.get(i), ours.get(i));
        }
        return same;
    }

    /** The genuine agent lists in an order of its own each time. */
    private static List<JsonValue> ordered(JsonArray array) {
        return array.elements().stream()
                .sorted(Comparator.comparing(RecordedExchangesTest::key))
                .toList();
    }

    private static String key(JsonValue value) {
        if (!(value instanceof JsonObject object)) {
            return "";
        }
        return text(object, "CheckID")
                + (object.get("Service") instanceof JsonObject service ? text(service, "ID") : "");
    }

    private static boolean matches(String recorded, String ours) {
        int mark = recorded.indexOf('<');
        return mark > 0 && ours.startsWith(recorded.substring(0, mark));
    }

    private static String plain(JsonValue value) {
        return switch (value) {
            case JsonNumber number -> number.text();
            case JsonBool bool -> Boolean.toString(bool.value());
            default -> value.token().toString();
        };
    }
}

package io.proconsul.model.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.json.JsonException;
import io.proconsul.json.JsonReader;
import io.proconsul.model.catalog.Node;
import io.proconsul.model.catalog.NodeService;
import io.proconsul.model.catalog.ServiceNode;
import io.proconsul.model.health.CheckServiceNode;
import io.proconsul.model.health.HealthCheck;
import io.proconsul.model.wire.RecordCodec;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What 1.8.7 let pass, or answered, to some four hundred expressions on five lists. Before the
 * expressions on a list the file holds the list itself.
 */
class ObservedFiltersTest {
    private static final Map<String, Class<?>> TYPES =
            Map.of(
                    "Node", Node.class,
                    "ServiceNode", ServiceNode.class,
                    "NodeService", NodeService.class,
                    "HealthCheck", HealthCheck.class,
                    "CheckServiceNode", CheckServiceNode.class);

    private record Observation(
            String type,
            @Nullable String elements,
            String filter,
            @Nullable List<Integer> passes,
            @Nullable String error) {}

    @TestFactory
    Stream<DynamicTest> filters_do_what_1_8_7_does() throws IOException, JsonException {
        var lists = new HashMap<String, List<?>>();
        var tests = new ArrayList<DynamicTest>();
        for (Observation observation : observations()) {
            Class<?> type = Objects.requireNonNull(TYPES.get(observation.type()));
            if (observation.elements() != null) {
                lists.put(observation.type(), elements(observation.elements(), type));
                continue;
            }
            List<?> elements = Objects.requireNonNull(lists.get(observation.type()));
            String name = observation.type() + ": " + observation.filter();
            tests.add(DynamicTest.dynamicTest(name, () -> check(observation, elements, type)));
        }
        return tests.stream();
    }

    private static <T> void check(Observation observation, List<?> elements, Class<T> type)
            throws FilterException {
        if (observation.error() != null) {
            assertThatThrownBy(() -> Filter.compile(observation.filter(), type))
                    .isInstanceOf(FilterException.class)
                    .hasMessage(observation.error());
            return;
        }
        Filter<T> filter = Filter.compile(observation.filter(), type);
        assertThat(IntStream.range(0, elements.size()))
                .filteredOn(i -> filter.test(type.cast(elements.get(i))))
                .isEqualTo(observation.passes());
    }

    private static List<Observation> observations() throws IOException, JsonException {
        var observations = new ArrayList<Observation>();
        try (InputStream in =
                ObservedFiltersTest.class.getResourceAsStream("observed-on-1.8.7.jsonl")) {
            String lines =
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            for (String line : lines.lines().toList()) {
                observations.add(
                        RecordCodec.of(Observation.class).readJson(JsonReader.ofWhole(line)));
            }
        }
        return observations;
    }

    private static <T> List<T> elements(String json, Class<T> type) throws JsonException {
        return RecordCodec.of(type).readJsonList(JsonReader.ofWhole(json));
    }
}

package io.proconsul.app.cluster;

import io.proconsul.json.JsonException;
import io.proconsul.json.JsonValue;
import io.proconsul.json.JsonValue.JsonArray;
import io.proconsul.json.JsonValue.JsonBool;
import io.proconsul.json.JsonValue.JsonNull;
import io.proconsul.json.JsonValue.JsonNumber;
import io.proconsul.json.JsonValue.JsonObject;
import io.proconsul.json.JsonValue.JsonString;
import io.proconsul.json.JsonValue.Member;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What of an answer is the same in every cluster of three servers and two clients: everything but
 * made-up identifiers, times, indexes, measurements, which server leads, and how often a call was
 * passed on. Of what varies it remains whether it is there and of which type it is.
 */
final class Essence {
    /** Members and headers whose value is another one in every cluster. */
    private static final Set<String> VARYING =
            Set.of(
                    "Adjustment",
                    "ContentHash",
                    "CreateIndex",
                    "DataDir",
                    "Error",
                    "Height",
                    "Index",
                    "LTime",
                    "LastContact",
                    "LastIndex",
                    "LastTerm",
                    "Leader",
                    "ModifyIndex",
                    "PrimaryModifyIndex",
                    "StableSince",
                    "UpdatedAt",
                    "Vec",
                    "age",
                    "event_time",
                    "goroutines",
                    "member_time",
                    "query_time",
                    "version",
                    "x-consul-contenthash",
                    "x-consul-index",
                    "x-consul-lastcontact");

    /**
     * No tags are {@code null} until the agent compares a service whose tags others may change with
     * the catalog, and an empty list from then on: a matter of when, within a minute or two.
     */
    private static final Set<String> TAGS = Set.of("Tags", "ServiceTags");

    /** What varies within texts, and what stands for it. */
    private static final Map<Pattern, String> WITHIN_TEXTS = withinTexts();

    private Essence() {}

    private static Map<Pattern, String> withinTexts() {
        Map<Pattern, String> all = new LinkedHashMap<>();
        all.put(Pattern.compile("(rpc error making call: )+"), "rpc error making call: ");
        all.put(Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), "<id>");
        all.put(Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z"), "<time>");
        all.put(Pattern.compile("172\\.17\\.0\\.1[123]:8300"), "<server>");
        all.put(Pattern.compile("modify index \\d+"), "modify index <number>");
        all.put(Pattern.compile("Go value of type .*"), "Go value of type <name of the program's>");
        return all;
    }

    /** A line for each fact, elements of lists in an order of their own. */
    static SortedSet<String> of(RecordedAnswer answer) {
        SortedSet<String> facts = new TreeSet<>();
        facts.add("status: " + answer.status() + answer.error());
        facts.add("as recorded of a lone server: " + answer.recorded());
        answer.headers()
                .forEach((name, value) ->
                        facts.add(name + ": " + (VARYING.contains(name) ? "<varies>" : value)));
        try {
            facts.addAll(facts("$", JsonValue.parse(answer.body())));
        } catch (JsonException noJson) {
            facts.add("body: " + plain(answer.body()));
        }
        return facts;
    }

    private static List<String> facts(String path, JsonValue value) {
        return switch (value) {
            case JsonObject object when !object.members().isEmpty() ->
                    object.members().values().stream()
                            .flatMap(member -> facts(path, member))
                            .toList();
            case JsonArray array when !array.elements().isEmpty() -> elements(path, array);
            case JsonObject _ -> List.of(path + " = {}");
            case JsonArray _ -> List.of(path + " = []");
            case JsonString text -> List.of(path + " = \"" + plain(text.value()) + "\"");
            case JsonNumber number -> List.of(path + " = " + number.text());
            case JsonBool bool -> List.of(path + " = " + bool.value());
            case JsonNull _ -> List.of(path + " = null");
        };
    }

    private static Stream<String> facts(String path, Member member) {
        String name = path + "." + plain(member.name());
        if (TAGS.contains(member.name()) && member.value() instanceof JsonNull) {
            return Stream.of(name + " = []");
        }
        return VARYING.contains(member.name()) && !isNothing(member)
                ? Stream.of(name + " = <" + member.value().token() + ">")
                : facts(name, member.value()).stream();
    }

    private static List<String> elements(String path, JsonArray array) {
        List<List<String>> elements =
                array.elements().stream()
                        .map(element -> facts("", element))
                        .sorted(Comparator.comparing(List::toString))
                        .toList();
        return IntStream.range(0, elements.size())
                .boxed()
                .flatMap(i -> elements.get(i).stream().map(fact -> path + "[" + i + "]" + fact))
                .toList();
    }

    /** Nothing can vary in what is not there; an index of 0 stands for none. */
    private static boolean isNothing(Member member) {
        return switch (member.value()) {
            case JsonNull _ -> true;
            case JsonString text -> text.value().isEmpty();
            case JsonArray array -> array.elements().isEmpty();
            case JsonNumber number -> member.name().endsWith("Index") && number.text().equals("0");
            case JsonObject _, JsonBool _ -> false;
        };
    }

    private static String plain(String text) {
        String plain = text;
        for (var varying : WITHIN_TEXTS.entrySet()) {
            plain = varying.getKey().matcher(plain).replaceAll(varying.getValue());
        }
        return plain;
    }
}

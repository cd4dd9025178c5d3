package io.proconsul.model.watch;

import io.proconsul.json.JsonException;
import io.proconsul.json.JsonValue;
import io.proconsul.json.JsonValue.JsonArray;
import io.proconsul.json.JsonValue.JsonObject;
import io.proconsul.json.JsonWriter;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How an answer of the API is written for handlers. The original reads answers into its structures
 * and writes those: members come in the order of the structure, and those the API leaves out when
 * they are empty appear with a value of their own (observed on 1.8.7; vectors cli-256 to cli-259).
 * Members of names that a structure does not have are kept at its end: better too much than too
 * little.
 */
sealed interface AnswerForm {
    /** Anything, as it came. */
    record Whatever() implements AnswerForm {}

    /** An object whose members come in this order. */
    record Structure(List<Field> fields) implements AnswerForm {
        Structure(Field... fields) {
            this(List.of(fields));
        }
    }

    record ListOf(AnswerForm element) implements AnswerForm {}

    /** The first element of a list stands for all. */
    record FirstOf(AnswerForm element) implements AnswerForm {}

    /**
     * A member of a structure.
     *
     * @param standard what it is when the API leaves it out, as JSON; empty: left out here, too
     */
    record Field(String name, String standard, AnswerForm form) {
        static Field of(String name, String standard) {
            return new Field(name, standard, new Whatever());
        }

        static Field optional(String name) {
            return of(name, "");
        }
    }

    /** The answer in this form; nothing is {@code null}. */
    default String write(@Nullable JsonValue answer, String indent) {
        JsonWriter json = indent.isEmpty() ? new JsonWriter() : JsonWriter.indented(indent);
        write(answer, json);
        return json.toString();
    }

    private void write(@Nullable JsonValue value, JsonWriter json) {
        if (value == null) {
            json.nothing();
            return;
        }
        switch (this) {
            case ListOf(AnswerForm element) when value instanceof JsonArray array -> {
                json.beginArray();
                array.elements().forEach(each -> element.write(each, json));
                json.endArray();
            }
            case FirstOf(AnswerForm element) when value instanceof JsonArray array ->
                    element.write(
                            array.elements().isEmpty() ? null : array.elements().getFirst(), json);
            case Structure structure when value instanceof JsonObject object ->
                    write(structure, object, json);
            case ListOf _, FirstOf _, Structure _, Whatever _ -> json.tree(value);
        }
    }

    private static void write(Structure structure, JsonObject object, JsonWriter json) {
        Set<String> rest = new LinkedHashSet<>(object.members().keySet());
        json.beginObject();
        for (Field field : structure.fields) {
            rest.remove(field.name);
            JsonValue value = object.get(field.name);
            if (value == null && !field.standard.isEmpty()) {
                value = parsed(field.standard);
            }
            if (value != null) {
                json.name(field.name);
                field.form.write(value, json);
            }
        }
        for (String name : rest) {
            JsonValue value = object.get(name);
            if (value != null) {
                json.name(name).tree(value);
            }
        }
        json.endObject();
    }

    /** A text of ours that is known to be JSON. */
    private static JsonValue parsed(String text) {
        try {
            return JsonValue.parse(text);
        } catch (JsonException wrong) {
            throw new AssertionError(text, wrong);
        }
    }
}

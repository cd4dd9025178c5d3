package io.proconsul.gossip.wire;

import io.proconsul.json.JsonException;
import io.proconsul.json.JsonValue;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The recorded bytes in the test resources, as plain Java values. */
public final class Vectors {
    private static final List<byte[]> CAPTURE_KEYS =
            List.of(
                    Base64.getDecoder().decode("AAECAwQFBgcICQoLDA0ODw=="),
                    Base64.getDecoder().decode("EBESExQVFhcYGRobHB0eHyAhIiMkJSYnKCkqKywtLi8="));

    private Vectors() {}

    /** One line of a file. */
    public record Vector(Map<String, @Nullable Object> fields) {
        String id() {
            return text("id");
        }

        String text(String name) {
            return (String) Objects.requireNonNull(fields.get(name), name);
        }

        byte[] hex(String name) {
            return HexFormat.of().parseHex(text(name));
        }

        Encryption encryption() {
            return fields.containsKey("keys")
                    ? Encryption.of(Keyring.of(CAPTURE_KEYS))
                    : Encryption.none();
        }

        @Override
        public String toString() {
            return fields.containsKey("id") ? id() + " " + text("shape") : text("note");
        }
    }

    public static String text(String file) {
        try (InputStream in = Vectors.class.getResourceAsStream("/wire-vectors/" + file)) {
            byte[] bytes = Objects.requireNonNull(in, file).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<Vector> lines(String file) {
        return text(file).lines().map(Vectors::line).toList();
    }

    private static Vector line(String line) {
        try {
            return new Vector(object((JsonValue.JsonObject) JsonValue.parse(line)));
        } catch (JsonException e) {
            throw new AssertionError(line, e);
        }
    }

    private static Map<String, @Nullable Object> object(JsonValue.JsonObject object) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        object.members().forEach((name, member) -> map.put(name, plain(member.value())));
        return map;
    }

    private static @Nullable Object plain(JsonValue value) {
        return switch (value) {
            case JsonValue.JsonObject object -> object(object);
            case JsonValue.JsonArray array -> list(array);
            case JsonValue.JsonString string -> string.value();
            case JsonValue.JsonNumber number -> number(number.text());
            case JsonValue.JsonBool bool -> bool.value();
            case JsonValue.JsonNull _ -> null;
        };
    }

    private static List<@Nullable Object> list(JsonValue.JsonArray array) {
        List<@Nullable Object> list = new ArrayList<>();
        array.elements().forEach(element -> list.add(plain(element)));
        return list;
    }

    private static Object number(String text) {
        boolean whole = text.chars().noneMatch(c -> c == '.' || c == 'e' || c == 'E');
        if (whole) {
            return Long.parseLong(text);
        }
        return Double.parseDouble(text);
    }
}

package io.proconsul.hcl;

import io.proconsul.hcl.Value.Nothing;
import io.proconsul.hcl.Value.Table;
import io.proconsul.json.JsonException;
import io.proconsul.json.JsonToken;
import io.proconsul.json.JsonValue;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.util.Map;

/**
 * Reads a whole text as a tree. Any thread; nothing is kept.
 *
 * <p>Bounds: HCL nests at most 500 deep, JSON as deep as the JSON reader allows.
 */
public final class TreeReader {
    private TreeReader() {}

    /**
     * Reads HCL 1. A text whose first character is an opening brace is JSON, as the original takes
     * it.
     *
     * @param source the name of the text in every {@link Place}
     * @throws HclException with Go's text, {@code At 1:12: literal not terminated}
     */
    public static Table hcl(String source, byte[] content) throws HclException {
        if (startsWithBrace(content)) {
            Table table = json(new JsonTree(source, true), content);
            return table == null ? empty(source) : table;
        }
        return TreeBuilder.root(Parser.parse(source, withLineFeeds(content)));
    }

    /**
     * Reads one JSON object.
     *
     * @param source the name of the text in every {@link Place}
     * @return the object, or null when the text is {@code null}
     * @throws HclException with Go's text, {@code unexpected end of JSON input}
     */
    public static @Nullable Table json(String source, byte[] content) throws HclException {
        return json(new JsonTree(source, false), content);
    }

    private static @Nullable Table json(JsonTree tree, byte[] content) throws HclException {
        Value value = tree.convert(parse(tree, content));
        return switch (value) {
            case Table table -> table;
            case Nothing _ -> null;
            default -> throw notAnObject(value);
        };
    }

    private static JsonValue parse(JsonTree tree, byte[] content) throws HclException {
        try {
            return JsonValue.parse(content);
        } catch (JsonException wrong) {
            throw new HclException(
                    tree.place(wrong.position()), String.valueOf(wrong.getMessage()));
        }
    }

    private static HclException notAnObject(Value value) {
        JsonToken found =
                switch (value) {
                    case Value.Sequence _ -> JsonToken.ARRAY;
                    case Value.Text _ -> JsonToken.STRING;
                    case Value.Truth _ -> JsonToken.BOOL;
                    default -> JsonToken.NUMBER;
                };
        String name = found.word();
        return new HclException(
                value.at(),
                "json: cannot unmarshal "
                        + name
                        + " into Go value of type map[string]interface {}");
    }

    private static Table empty(String source) {
        return new Table(new Place(source, 1, 1), Map.of());
    }

    static boolean startsWithBrace(byte[] content) {
        for (byte b : content) {
            if (b != ' ' && (b < '\t' || b > '\r')) {
                return b == '{';
            }
        }
        return false;
    }

    static byte[] withLineFeeds(byte[] content) {
        var out = new ByteArrayOutputStream(content.length);
        for (int i = 0; i < content.length; i++) {
            boolean beforeLineFeed = i + 1 < content.length && content[i + 1] == '\n';
            if (content[i] != '\r' || !beforeLineFeed) {
                out.write(content[i]);
            }
        }
        return out.toByteArray();
    }
}

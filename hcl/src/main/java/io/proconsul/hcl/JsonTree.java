package io.proconsul.hcl;

import io.proconsul.hcl.Value.Fraction;
import io.proconsul.hcl.Value.Member;
import io.proconsul.hcl.Value.Nothing;
import io.proconsul.hcl.Value.Sequence;
import io.proconsul.hcl.Value.Table;
import io.proconsul.hcl.Value.Text;
import io.proconsul.hcl.Value.Truth;
import io.proconsul.hcl.Value.Whole;
import io.proconsul.json.JsonPosition;
import io.proconsul.json.JsonValue;
import io.proconsul.json.JsonValue.JsonArray;
import io.proconsul.json.JsonValue.JsonBool;
import io.proconsul.json.JsonValue.JsonNull;
import io.proconsul.json.JsonValue.JsonNumber;
import io.proconsul.json.JsonValue.JsonObject;
import io.proconsul.json.JsonValue.JsonString;

import java.util.LinkedHashMap;
import java.util.List;

/**
 * JSON values as values of the common tree.
 *
 * @param source the name in every place
 * @param asHcl numbers as HCL has them: whole where they have no fraction
 */
record JsonTree(String source, boolean asHcl) {
    Value convert(JsonValue json) throws HclException {
        Place at = place(json.position());
        return switch (json) {
            case JsonObject object -> table(at, object);
            case JsonArray array -> sequence(at, array);
            case JsonString string -> new Text(at, string.value());
            case JsonNumber number -> number(at, number.text());
            case JsonBool bool -> new Truth(at, bool.value());
            case JsonNull _ -> new Nothing(at);
        };
    }

    private Table table(Place at, JsonObject object) throws HclException {
        var members = new LinkedHashMap<String, Member>();
        for (JsonValue.Member member : object.members().sequencedValues()) {
            members.put(
                    member.name(), new Member(place(member.position()), convert(member.value())));
        }
        return new Table(at, members);
    }

    private Sequence sequence(Place at, JsonArray array) throws HclException {
        var items = new Value[array.elements().size()];
        for (int i = 0; i < items.length; i++) {
            items[i] = convert(array.elements().get(i));
        }
        return new Sequence(at, List.of(items));
    }

    private Value number(Place at, String text) throws HclException {
        if (asHcl && isWhole(text)) {
            return new Whole(at, parseWhole(at, text));
        }
        double number = Double.parseDouble(text);
        if (Double.isInfinite(number)) {
            throw new HclException(
                    at, "json: cannot unmarshal number " + text + " into Go value of type float64");
        }
        return new Fraction(at, number);
    }

    private static boolean isWhole(String text) {
        return text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0;
    }

    private static long parseWhole(Place at, String text) throws HclException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException tooLarge) {
            throw new HclException(
                    at, "strconv.ParseInt: parsing \"" + text + "\": value out of range");
        }
    }

    Place place(JsonPosition position) {
        return new Place(source, position.line(), position.column());
    }
}

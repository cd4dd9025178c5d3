package io.proconsul.model.watch;

import io.proconsul.json.JsonValue;
import io.proconsul.json.JsonValue.JsonArray;
import io.proconsul.json.JsonValue.JsonObject;
import io.proconsul.json.JsonValue.JsonString;

import java.util.List;

/**
 * The events that came after those seen already. The index of an answer is made from the id of its
 * last event, so that the last one seen can be found again.
 */
public final class NewEvents {
    private static final int UUID_LENGTH = 36;

    private NewEvents() {}

    /** Those behind the event of that index; all when it is not among them. */
    public static JsonValue after(long index, JsonValue answer) {
        if (!(answer instanceof JsonArray events) || index == 0) {
            return answer;
        }
        List<JsonValue> all = events.elements();
        for (int i = 0; i < all.size(); i++) {
            if (indexOf(all.get(i)) == index) {
                return new JsonArray(all.subList(i + 1, all.size()), events.position());
            }
        }
        return answer;
    }

    private static long indexOf(JsonValue event) {
        return event instanceof JsonObject object && object.get("ID") instanceof JsonString id
                ? index(id.value())
                : 0;
    }

    /** Both halves of the id, one upon the other; 0 for what is no id. */
    static long index(String id) {
        if (id.length() != UUID_LENGTH) {
            return 0;
        }
        try {
            String digits = id.replace("-", "");
            return Long.parseUnsignedLong(digits.substring(0, 16), 16)
                    ^ Long.parseUnsignedLong(digits.substring(16), 16);
        } catch (NumberFormatException | StringIndexOutOfBoundsException noId) {
            return 0;
        }
    }
}

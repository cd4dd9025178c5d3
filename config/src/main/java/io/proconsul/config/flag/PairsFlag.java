package io.proconsul.config.flag;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A flag that may be given several times, each time with a key and a value; of equal keys the last
 * wins.
 */
public final class PairsFlag extends Flag {
    /** What stands between key and value, and what happens when it is not there. */
    enum Form {
        /** {@code key=value}; the separator must be there. */
        EQUALS("Missing \"=\" value in argument: "),
        /** {@code name=address}; as before, with a shorter text. */
        EQUALS_SHORT("Missing \"=\" in argument: "),
        /** {@code key:value}; without a colon the value is empty. */
        COLON("");

        private final String refusal;

        Form(String refusal) {
            this.refusal = refusal;
        }
    }

    private final Form form;
    private final Map<String, String> values = new LinkedHashMap<>();

    PairsFlag(String name, Form form, String usage) {
        super(name, "value", usage);
        this.form = form;
    }

    /** The pairs in the order in which their keys first came. */
    public Map<String, String> values() {
        return Collections.unmodifiableMap(values);
    }

    @Override
    void accept(String text) throws FlagValueException {
        int separator = text.indexOf(form == Form.COLON ? ':' : '=');
        if (separator < 0 && form != Form.COLON) {
            throw new FlagValueException(form.refusal + text);
        }
        values.put(
                separator < 0 ? text : text.substring(0, separator),
                separator < 0 ? "" : text.substring(separator + 1));
    }
}

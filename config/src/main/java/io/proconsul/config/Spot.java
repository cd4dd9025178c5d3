package io.proconsul.config;

import io.proconsul.hcl.Value;
import io.proconsul.hcl.Value.Table;

/**
 * Where in a configuration a value is read.
 *
 * @param label how errors name the key
 * @param group the group in whose order problems are reported
 */
record Spot(String label, String group, Problems problems) {
    /** Notes what is wrong with the value. */
    void wrong(String text, Value value) {
        problems.add(group, label + text, value.at());
    }

    /** Notes what is wrong with the value, which hides what was noted before. */
    void wrongAlone(String text, Value value) {
        problems.addAlone(group, label + text, value.at());
    }

    /** A table of keys found here. */
    Settings settings(Table table) {
        return Settings.nested(table, group, problems);
    }
}

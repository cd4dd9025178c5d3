package io.proconsul.config.flag;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A flag that may be given several times and keeps all values in order. */
public final class ListFlag extends Flag {
    private final List<String> values;

    ListFlag(String name, String usage) {
        this(name, usage, new ArrayList<>());
    }

    private ListFlag(String name, String usage, List<String> values) {
        super(name, "value", usage);
        this.values = values;
    }

    /** Another flag whose values go into the same list. */
    ListFlag into(String name, String usage) {
        return new ListFlag(name, usage, values);
    }

    /** All values in the order of the command line. */
    public List<String> values() {
        return Collections.unmodifiableList(values);
    }

    @Override
    void accept(String text) {
        values.add(text);
    }
}

package io.proconsul.config.flag;

import org.jspecify.annotations.Nullable;

/** A flag whose value is any text. */
public final class TextFlag extends Flag {
    private final @Nullable String standard;
    private @Nullable String value;

    TextFlag(String name, @Nullable String standard, String usage) {
        super(name, standard == null ? "value" : "string", usage);
        this.standard = standard;
        this.value = standard;
    }

    /** The value given, else the default, else the empty text. */
    public String value() {
        return value == null ? "" : value;
    }

    @Override
    String shownDefault() {
        return standard == null || standard.isEmpty() ? "" : "\"" + standard + "\"";
    }

    @Override
    void accept(String text) {
        value = text;
    }
}

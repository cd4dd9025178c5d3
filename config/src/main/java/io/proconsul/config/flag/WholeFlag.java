package io.proconsul.config.flag;

import org.jspecify.annotations.Nullable;

/** A flag whose value is a whole number. */
public final class WholeFlag extends Flag {
    private final @Nullable Long standard;
    private long value;

    WholeFlag(String name, @Nullable Long standard, String usage) {
        super(name, standard == null ? "value" : "int", usage);
        this.standard = standard;
        this.value = standard == null ? 0 : standard;
    }

    /** The value given, else the default, else 0. */
    public long value() {
        return value;
    }

    @Override
    String shownDefault() {
        return standard == null || standard == 0 ? "" : Long.toString(standard);
    }

    /** Built-in flags take Go's literals ({@code 0x10}), the others decimal numbers only. */
    @Override
    void accept(String text) throws FlagValueException {
        try {
            value = Numbers.signed(text, standard == null ? 10 : 0);
        } catch (FlagValueException wrong) {
            throw standard == null
                    ? new FlagValueException(
                            "strconv.Atoi: parsing \"" + text + "\": " + wrong.cause())
                    : Numbers.builtIn(wrong);
        }
    }
}

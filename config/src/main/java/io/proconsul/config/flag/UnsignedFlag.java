package io.proconsul.config.flag;

import org.jspecify.annotations.Nullable;

/** A flag whose value is an unsigned 64-bit number. */
public final class UnsignedFlag extends Flag {
    private final @Nullable Long standard;
    private long value;

    UnsignedFlag(String name, @Nullable Long standard, String usage) {
        super(name, standard == null ? "value" : "uint", usage);
        this.standard = standard;
        this.value = standard == null ? 0 : standard;
    }

    /** The value given, else the default, else 0; to be read as unsigned. */
    public long value() {
        return value;
    }

    @Override
    String shownDefault() {
        return standard == null || standard == 0 ? "" : Long.toUnsignedString(standard);
    }

    @Override
    void accept(String text) throws FlagValueException {
        try {
            value = Numbers.unsigned(text);
        } catch (FlagValueException wrong) {
            throw standard == null
                    ? new FlagValueException(
                            "strconv.ParseUint: parsing \"" + text + "\": " + wrong.cause())
                    : Numbers.builtIn(wrong);
        }
    }
}

package io.proconsul.config.flag;

import org.jspecify.annotations.Nullable;

/** A flag that is true when it is there without a value. */
public final class SwitchFlag extends Flag {
    private final @Nullable Boolean standard;
    private boolean value;

    SwitchFlag(String name, @Nullable Boolean standard, String usage) {
        super(name, "", usage);
        this.standard = standard;
        this.value = standard != null && standard;
    }

    /** The value given, else the default, else false. */
    public boolean value() {
        return value;
    }

    @Override
    boolean isSwitch() {
        return true;
    }

    @Override
    String shownDefault() {
        return standard != null && standard ? "true" : "";
    }

    @Override
    void accept(String text) throws FlagValueException {
        value =
                switch (text) {
                    case "1", "t", "T", "TRUE", "true", "True" -> true;
                    case "0", "f", "F", "FALSE", "false", "False" -> false;
                    default -> throw new FlagValueException(refusal(text));
                };
    }

    private String refusal(String text) {
        return standard == null
                ? "strconv.ParseBool: parsing \"" + text + "\": invalid syntax"
                : "parse error";
    }
}

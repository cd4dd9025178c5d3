package io.proconsul.config.flag;

import io.proconsul.model.wire.GoDuration;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** A flag whose value is a duration in Go's notation: {@code 1h15m30s}, {@code 500ms}. */
public final class DurationFlag extends Flag {
    private final @Nullable Duration standard;
    private Duration value;

    DurationFlag(String name, @Nullable Duration standard, String usage) {
        super(name, standard == null ? "value" : "duration", usage);
        this.standard = standard;
        this.value = standard == null ? Duration.ZERO : standard;
    }

    /** The value given, else the default, else zero. */
    public Duration value() {
        return value;
    }

    @Override
    String shownDefault() {
        return standard == null || standard.isZero() ? "" : GoDuration.format(standard);
    }

    @Override
    void accept(String text) throws FlagValueException {
        try {
            value = GoDuration.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw new FlagValueException(
                    standard == null ? String.valueOf(wrong.getMessage()) : "parse error");
        }
    }
}

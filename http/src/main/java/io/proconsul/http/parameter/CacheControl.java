package io.proconsul.http.parameter;

import io.proconsul.http.message.Headers;
import io.proconsul.http.message.Refusal;

import java.time.Duration;
import java.util.Locale;

/**
 * What the {@code Cache-Control} header of a request asks for.
 *
 * @param maxAge the oldest answer wanted; zero: any
 * @param mustRevalidate no cached answer at all
 * @param staleIfError how old an answer may be when a fresh one cannot be had
 */
record CacheControl(Duration maxAge, boolean mustRevalidate, Duration staleIfError) {
    private static final CacheControl NONE = new CacheControl(Duration.ZERO, false, Duration.ZERO);

    /**
     * Reads the header; there is often none.
     *
     * @throws Refusal when a number in it is not one
     */
    static CacheControl of(Headers headers) {
        String header = headers.first("Cache-Control");
        if (header == null) {
            return NONE;
        }
        CacheControl control = NONE;
        for (String part : header.toLowerCase(Locale.ROOT).split(",", -1)) {
            control = control.with(part.strip());
        }
        return control;
    }

    private CacheControl with(String part) {
        if (part.equals("must-revalidate")) {
            return new CacheControl(maxAge, true, staleIfError);
        }
        int equals = part.indexOf('=');
        if (equals < 0) {
            return this;
        }
        String value = part.substring(equals + 1);
        return switch (part.substring(0, equals)) {
            case "max-age" -> withMaxAge(seconds(value));
            case "stale-if-error" -> new CacheControl(maxAge, mustRevalidate, seconds(value));
            default -> this;
        };
    }

    private CacheControl withMaxAge(Duration age) {
        return new CacheControl(age, mustRevalidate || age.isZero(), staleIfError);
    }

    private static Duration seconds(String text) {
        try {
            return Duration.ofSeconds(Integer.parseInt(text));
        } catch (NumberFormatException notOne) {
            throw Refusal.invalid("Invalid Cache-Control header.");
        }
    }
}

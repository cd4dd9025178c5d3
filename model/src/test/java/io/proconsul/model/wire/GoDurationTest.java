package io.proconsul.model.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Random;

class GoDurationTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "1, 1ns",
        "999, 999ns",
        "1000, 1µs",
        "1500, 1.5µs",
        "1000000, 1ms",
        "1500001, 1.500001ms",
        "100000000, 100ms",
        "1000000000, 1s",
        "1500000000, 1.5s",
        "60000000000, 1m0s",
        "90000000000, 1m30s",
        "3600000000000, 1h0m0s",
        "5400000000001, 1h30m0.000000001s",
        "360000000000000, 100h0m0s",
        "-1, -1ns",
        "-90500000000, -1m30.5s",
        "9223372036854775807, 2562047h47m16.854775807s",
        "-9223372036854775808, -2562047h47m16.854775808s"
    })
    void durations_are_written_as_go_writes_them(long nanos, String text) {
        assertThat(GoDuration.format(Duration.ofNanos(nanos))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "+0, 0",
        "0s, 0",
        "10s, 10000000000",
        "+5m, 300000000000",
        "-1.5h, -5400000000000",
        "1.s, 1000000000",
        ".5s, 500000000",
        "1h1m1s1ms1us1ns, 3661001001001",
        "1µs1μs1us, 3000",
        "0.1111111111111111111111s, 111111111",
        "9223372036854775807ns, 9223372036854775807",
        "1.0000000001s, 1000000000"
    })
    void durations_are_read_as_go_reads_them(String text, long nanos) {
        assertThat(GoDuration.parse(text).toNanos()).isEqualTo(nanos);
    }

    /** Asked of 1.8.7: {@code {"Name": "a", "Check": {"TTL": "..."}}}. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "-",
                "+",
                ".s",
                "--1s",
                "a\"b",
                "a\\b",
                "é",
                "9223372036854775808ns",
                "-9223372036854775808ns",
                "111111111111111111111111111111s",
                "2562048h"
            })
    void what_is_no_duration_is_refused_in_gos_words(String text) {
        assertThatThrownBy(() -> GoDuration.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("time: invalid duration \"" + text + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "10, missing unit",
        "00, missing unit",
        "1s1, missing unit",
        "1.1.1s, missing unit",
        "10x, unknown unit \"x\"",
        "1 s, unknown unit \" s\"",
        "1h 2m, unknown unit \"h \"",
        "1é, unknown unit \"é\"",
        "1S, unknown unit \"S\""
    })
    void a_wrong_unit_is_named(String text, String what) {
        assertThatThrownBy(() -> GoDuration.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("time: " + what + " in duration \"" + text + "\"");
    }

    @RepeatedTest(3)
    void what_is_written_reads_back_the_same() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            // Go's fractions are exact in steps of a nanosecond up to some thousand hours
            var duration = Duration.ofNanos(random.nextLong() >> random.nextInt(12, 64));
            assertThat(GoDuration.parse(GoDuration.format(duration)))
                    .as("seed %d", seed)
                    .isEqualTo(duration);
        }
    }

    @Test
    void more_than_64_bits_can_say_is_held_at_the_end() {
        assertThat(GoDuration.format(Duration.ofDays(1_000_000)))
                .isEqualTo("2562047h47m16.854775807s");
        assertThat(GoDuration.format(Duration.ofDays(-1_000_000)))
                .isEqualTo("-2562047h47m16.854775808s");
    }
}

package io.proconsul.config.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

class FlagSetTest {
    private final FlagSet flags = new FlagSet();
    private final SwitchFlag detailed = flags.toggle("detailed", false, "More.");
    private final SwitchFlag shell = flags.toggle("shell", true, "Use a shell.");
    private final SwitchFlag server = flags.toggle("server", "Be a server.");
    private final TextFlag separator = flags.text("separator", "/", "What separates.");
    private final TextFlag bind = flags.text("bind", "The `address` to bind.");
    private final WholeFlag count = flags.whole("n", 1, "How many.");
    private final WholeFlag expect = flags.whole("expect", "Servers to wait for.");
    private final UnsignedFlag index = flags.unsigned("index", 0, "The index.");
    private final UnsignedFlag logs = flags.unsigned("logs", "The logs.");
    private final DurationFlag wait = flags.duration("wait", Duration.ofSeconds(2), "How long.");
    private final DurationFlag contact = flags.duration("contact", "How long.");
    private final ListFlag files = flags.list("file", "A file.");
    private final ListFlag folders = flags.listInto(files, "dir", "A folder.");
    private final PairsFlag meta = flags.pairs("meta", "A pair.");
    private final PairsFlag addresses = flags.addresses("address", "An address.");
    private final PairsFlag nodeMeta = flags.colonPairs("node-meta", "A pair.");

    @Test
    void values_are_taken_with_an_equals_sign_or_as_the_next_word() throws FlagException {
        assertThat(flags.parse(List.of("-bind=a=b", "--separator", ":", "-n", "0x10", "rest")))
                .containsExactly("rest");
        assertThat(bind.value()).isEqualTo("a=b");
        assertThat(separator.value()).isEqualTo(":");
        assertThat(count.value()).isEqualTo(16);
    }

    @Test
    void a_switch_never_takes_the_next_word() throws FlagException {
        assertThat(flags.parse(List.of("-detailed", "false"))).containsExactly("false");
        assertThat(detailed.value()).isTrue();
        assertThat(flags.parse(List.of("-detailed=F", "-shell=0"))).isEmpty();
        assertThat(detailed.value()).isFalse();
        assertThat(shell.value()).isFalse();
    }

    @Test
    void flags_end_at_the_first_argument_and_at_two_dashes() throws FlagException {
        assertThat(flags.parse(List.of("key", "-detailed"))).containsExactly("key", "-detailed");
        assertThat(flags.parse(List.of("--", "-detailed"))).containsExactly("-detailed");
        assertThat(flags.parse(List.of("-", "-detailed"))).containsExactly("-", "-detailed");
        assertThat(detailed.given()).isFalse();
    }

    @Test
    void of_a_repeated_flag_the_last_counts_and_lists_keep_all() throws FlagException {
        flags.parse(List.of("-bind=a", "-file=1", "-dir=2", "-bind=b", "-file=3"));
        assertThat(bind.value()).isEqualTo("b");
        assertThat(files.values()).containsExactly("1", "2", "3").isEqualTo(folders.values());
    }

    @Test
    void pairs_are_split_at_the_first_separator() throws FlagException {
        flags.parse(
                List.of(
                        "-meta=a=b=c",
                        "-meta=a=d",
                        "-node-meta=c:x:y",
                        "-node-meta=d",
                        "-address=l="));
        assertThat(meta.values()).containsExactly(entry("a", "d"));
        assertThat(nodeMeta.values()).containsExactly(entry("c", "x:y"), entry("d", ""));
        assertThat(addresses.values()).containsExactly(entry("l", ""));
    }

    @Test
    void what_is_not_given_has_its_default() throws FlagException {
        flags.parse(List.of());
        assertThat(separator.value()).isEqualTo("/");
        assertThat(shell.value()).isTrue();
        assertThat(server.value() || server.given()).isFalse();
        assertThat(bind.value()).isEmpty();
        assertThat(wait.value()).isEqualTo(Duration.ofSeconds(2));
        assertThat(contact.value()).isZero();
        assertThat(expect.value() + index.value() + logs.value()).isZero();
    }

    @Test
    void numbers_use_all_their_bits() throws FlagException {
        flags.parse(List.of("-index=18446744073709551615", "-n=-9223372036854775808"));
        assertThat(index.value()).isEqualTo(-1);
        assertThat(count.value()).isEqualTo(Long.MIN_VALUE);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments("-x", "flag provided but not defined: -x"),
                arguments("--x=1", "flag provided but not defined: -x"),
                arguments("-bind", "flag needs an argument: -bind"),
                arguments("-=x", "bad flag syntax: -=x"),
                arguments("---x", "bad flag syntax: ---x"),
                arguments(
                        "-detailed=maybe",
                        "invalid boolean value \"maybe\" for -detailed: parse error"),
                arguments(
                        "-server=maybe",
                        "invalid boolean value \"maybe\" for -server: strconv.ParseBool: parsing"
                                + " \"maybe\": invalid syntax"),
                arguments("-n=x", "invalid value \"x\" for flag -n: parse error"),
                arguments("-n=1__0", "invalid value \"1__0\" for flag -n: parse error"),
                arguments("-index=-1", "invalid value \"-1\" for flag -index: parse error"),
                arguments(
                        "-index=99999999999999999999999",
                        "invalid value \"99999999999999999999999\" for flag -index: value out of"
                                + " range"),
                arguments(
                        "-expect=x",
                        "invalid value \"x\" for flag -expect: strconv.Atoi: parsing \"x\": invalid"
                                + " syntax"),
                arguments(
                        "-expect=0x1F",
                        "invalid value \"0x1F\" for flag -expect: strconv.Atoi: parsing \"0x1F\":"
                                + " invalid syntax"),
                arguments(
                        "-expect=99999999999999999999",
                        "invalid value \"99999999999999999999\" for flag -expect: strconv.Atoi:"
                                + " parsing \"99999999999999999999\": value out of range"),
                arguments(
                        "-logs=x",
                        "invalid value \"x\" for flag -logs: strconv.ParseUint: parsing \"x\":"
                                + " invalid syntax"),
                arguments("-wait=x", "invalid value \"x\" for flag -wait: parse error"),
                arguments(
                        "-contact=x",
                        "invalid value \"x\" for flag -contact: time: invalid duration \"x\""),
                arguments(
                        "-meta=a",
                        "invalid value \"a\" for flag -meta: Missing \"=\" value in argument: a"),
                arguments(
                        "-address=a",
                        "invalid value \"a\" for flag -address: Missing \"=\" in argument: a"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void a_wrong_flag_is_refused_as_go_refuses_it(String word, String message) {
        assertThatThrownBy(() -> flags.parse(List.of(word)))
                .isInstanceOf(FlagException.class)
                .hasMessage(message);
    }

    @Test
    void asking_for_help_is_told_apart() {
        assertThatThrownBy(() -> flags.parse(List.of("-detailed", "-h")))
                .isInstanceOfSatisfying(
                        FlagException.class, asked -> assertThat(asked.help()).isTrue());
        assertThatThrownBy(() -> flags.parse(List.of("-x")))
                .isInstanceOfSatisfying(
                        FlagException.class, wrong -> assertThat(wrong.help()).isFalse());
    }

    @Test
    void the_usage_lists_every_flag_with_its_type_and_default() {
        assertThat(flags.usage())
                .startsWith("Usage:\n  -address value\n    \tAn address.\n  -bind address\n")
                .contains("\n    \tThe address to bind.\n")
                .contains("\n  -detailed\n    \tMore.\n")
                .contains("\n  -n int\n    \tHow many. (default 1)\n")
                .contains("\n  -separator string\n    \tWhat separates. (default \"/\")\n")
                .contains("\n  -server\n    \tBe a server.\n")
                .contains("\n  -shell\n    \tUse a shell. (default true)\n")
                .endsWith("\n  -wait duration\n    \tHow long. (default 2s)\n");
    }

    @Test
    void a_switch_of_one_letter_shares_its_line() {
        var small = new FlagSet();
        small.toggle("v", false, "Verbose.");
        assertThat(small.usage()).isEqualTo("Usage:\n  -v\tVerbose.\n");
    }
}

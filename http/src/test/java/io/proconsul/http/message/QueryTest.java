package io.proconsul.http.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTest {
    @Test
    void of_repeated_parameters_the_first_counts_unless_all_are_asked_for() throws Exception {
        Query query = Query.parse("tag=a&x&tag=b&&=c;y=1=2");
        assertThat(query.first("tag")).isEqualTo("a");
        assertThat(query.all("tag")).containsExactly("a", "b");
        assertThat(query.has("x")).isTrue();
        assertThat(query.first("x")).isEmpty();
        assertThat(query.value("absent")).isNull();
        assertThat(query.first("y")).isEqualTo("1=2");
        assertThat(query.first("")).isEqualTo("c");
    }

    @Test
    void names_and_values_are_decoded() throws Exception {
        Query query = Query.parse("a+b=c%20d+e&caf%C3%A9=%E2%82%AC");
        assertThat(query.first("a b")).isEqualTo("c d e");
        assertThat(query.first("caf\u00e9")).isEqualTo("\u20ac");
    }

    @ParameterizedTest
    @CsvSource({"x=%zz, %zz", "x=%4, %4", "%, %", "x=%-1, %-1"})
    void what_cannot_be_decoded_is_quoted(String raw, String escape) {
        assertThatThrownBy(() -> Query.parse(raw))
                .isInstanceOf(BadEscapeException.class)
                .hasMessage("invalid URL escape \"" + escape + "\"");
    }

    @Test
    void encoded_anew_names_are_in_order_and_values_stay_together() throws Exception {
        assertThat(Query.parse("release=b&foo=b%20c&acquire=a&foo=%2F&x").encoded())
                .isEqualTo("acquire=a&foo=b+c&foo=%2F&release=b&x=");
        assertThat(Query.NONE.encoded()).isEmpty();
    }
}

package io.proconsul.model.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.model.preparedquery.PreparedQuery;
import io.proconsul.model.preparedquery.QueryDatacenterOptions;
import io.proconsul.model.preparedquery.QueryDnsOptions;
import io.proconsul.model.preparedquery.QueryTemplateOptions;
import io.proconsul.model.preparedquery.ServiceQuery;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

/** What comes out is what 1.8.7 made of the same texts, except where a test says otherwise. */
class QueryTemplateTest {
    private static final String REGEXP = "^t-(\\d+)-(.*)$";

    private static PreparedQuery query(ServiceQuery service, String regexp, boolean removeEmpty) {
        return new PreparedQuery(
                "",
                "t-",
                "",
                "",
                new QueryTemplateOptions(
                        QueryTemplateOptions.NAME_PREFIX_MATCH, regexp, removeEmpty),
                service,
                new QueryDnsOptions(""),
                0,
                0);
    }

    private static ServiceQuery service(String name) {
        return new ServiceQuery(
                name,
                new QueryDatacenterOptions(0, null),
                false,
                null,
                "",
                null,
                null,
                null,
                false);
    }

    private static String filled(String text, String name) throws TemplateException {
        return QueryTemplate.compile(query(service(text), REGEXP, false))
                .render(name, "alpha")
                .service()
                .service();
    }

    private static String refusal(String text) {
        try {
            return "compiles to " + filled(text, "t-12-ab");
        } catch (TemplateException wrong) {
            return wrong.text();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            value = {
                "plain => plain",
                "${name.full} => t-12-ab",
                "${name.prefix} => t-",
                "x${name.suffix}x => x12-abx",
                "${agent.segment} => alpha",
                "${match(0)} => t-12-ab",
                "${match(1)}${match(2)} => 12ab",
                "a${match(9)}b${match(-1)}c => abc",
                "${ match( 1 ) } => 12",
                "${match(1.7)} => 12",
                "${match(1+1)} => ab",
                "$${x} => ${x}",
                "a$$b$ => a$b$",
                "$$${name.full} => $t-12-ab",
                "${name.full}} => t-12-ab}",
                "${\"l${name.suffix}\"} => l12-ab",
                "x${\"a\\\"b\"} => xa\"b",
                "${\"$${x}\"} => ${x}",
                "${1+2*3} => 9",
                "${(1+2)*3} => 9",
                "${5/2} => 2",
                "${5%3} => 2",
                "${-4+1} => -3",
                "${- 1} => -1",
                "${1--1} => 2",
                "${1.5+1} => 2.5",
                "${1.0} => 1"
            })
    void texts_are_filled_in(String text, String expected) throws TemplateException {
        assertThat(filled(text, "t-12-ab")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            value = {
                "${match(1 => Bad format '${match(1' in Service.Service: parse error: syntax error",
                "${} => Bad format '${}' in Service.Service: parse error: syntax error",
                "${3 3} => Bad format '${3 3}' in Service.Service: parse error: syntax error",
                "${'a'} => Bad format '${'a'}' in Service.Service: parse error: syntax error",
                "ab${no} => Bad evaluation for 'ab${no}' in Service.Service: 1:5: unknown variable"
                        + " accessed: no",
                "${foo(1)} => Bad evaluation for '${foo(1)}' in Service.Service: 1:3: unknown"
                        + " function called: foo",
                "${match()} => Bad evaluation for '${match()}' in Service.Service: 1:3: match:"
                        + " expected 1 arguments, got 0",
                "${match(\"a\")} => Bad evaluation for '${match(\"a\")}' in Service.Service:"
                        + " __builtin_StringToInt: strconv.ParseInt: parsing \"a\": invalid syntax",
                "${foo(\"a${no}\")} => Bad evaluation for '${foo(\"a${no}\")}' in Service.Service:"
                        + " 1:11: unknown variable accessed: no"
            })
    void mistakes_show_when_it_is_compiled(String text, String expected) {
        assertThat(refusal(text)).isEqualTo(expected);
    }

    /** 1.8.7 ends its process here, on every server at once. */
    @Test
    void dividing_by_zero_is_a_mistake_like_others() {
        assertThat(refusal("${1/0}"))
                .isEqualTo("Bad evaluation for '${1/0}' in Service.Service: division by zero");
        assertThat(refusal("${1%0}")).endsWith("division by zero");
    }

    @Test
    void nesting_has_a_bound() {
        String deep = "${" + "(".repeat(50_000) + "1" + ")".repeat(50_000) + "}";
        assertThat(refusal(deep)).endsWith("nested deeper than 100 levels");
        String calls = "${" + "match(".repeat(50_000) + "1" + ")".repeat(50_000) + "}";
        assertThat(refusal(calls)).endsWith("nested deeper than 100 levels");
    }

    @Test
    void all_texts_of_the_service_are_filled_in_and_empty_tags_left_out() throws TemplateException {
        var service =
                new ServiceQuery(
                        "s",
                        new QueryDatacenterOptions(1, List.of("${match(2)}")),
                        true,
                        List.of("c${match(1)}"),
                        "n${match(1)}",
                        List.of("${match(9)}", "!${name.suffix}"),
                        Map.of("k", "${match(1)}"),
                        Map.of("${x}", "v${match(1)}"),
                        true);

        ServiceQuery filled =
                QueryTemplate.compile(query(service, REGEXP, true)).render("t-1-z", "").service();

        assertThat(filled)
                .isEqualTo(
                        new ServiceQuery(
                                "s",
                                new QueryDatacenterOptions(1, List.of("z")),
                                true,
                                List.of("c1"),
                                "n1",
                                List.of("!1-z"),
                                Map.of("k", "1"),
                                Map.of("${x}", "v1"),
                                true));
    }

    @Test
    void messages_name_the_place_of_the_text() {
        var service =
                new ServiceQuery(
                        "s",
                        new QueryDatacenterOptions(0, List.of("a", "${no}")),
                        false,
                        null,
                        "",
                        null,
                        null,
                        null,
                        false);
        assertThatThrownBy(() -> QueryTemplate.compile(query(service, "", false)))
                .hasMessage(
                        "Bad evaluation for '${no}' in Service.Failover.Datacenters[1]: 1:3:"
                                + " unknown variable accessed: no");
    }

    @Test
    void a_wrong_type_and_a_wrong_expression_are_refused() {
        assertThatThrownBy(() -> QueryTemplate.compile(query(service("s"), "(", false)))
                .hasMessage("Bad Regexp: error parsing regexp: missing closing ): `(`");
        PreparedQuery right = query(service("s"), "", false);
        var zap =
                new PreparedQuery(
                        "",
                        "t-",
                        "",
                        "",
                        new QueryTemplateOptions("zap", "", false),
                        right.service(),
                        right.dns(),
                        0,
                        0);
        assertThatThrownBy(() -> QueryTemplate.compile(zap)).hasMessage("Bad Template.Type 'zap'");
    }

    @Test
    void a_name_that_the_expression_does_not_match_has_no_groups() throws TemplateException {
        assertThat(filled("a${match(0)}b", "t-x")).isEqualTo("ab");
    }
}

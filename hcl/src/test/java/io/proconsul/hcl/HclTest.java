package io.proconsul.hcl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.proconsul.hcl.Value.Table;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.Stream;

class HclTest {
    static Stream<Arguments> trees() {
        return Stream.of(
                arguments("a = 1", "{a=1}"),
                arguments("a = -0x10", "{a=-16}"),
                arguments("a = 010", "{a=8}"),
                arguments("a = 1.5e3", "{a=1500.0}"),
                arguments("a = true, b = false", "{a=true, b=false}"),
                arguments("a = [1, \"x\", true,]", "{a=[1, \"x\", true]}"),
                arguments("a = [{b = 1}, {c = {d = 2}}]", "{a=[{b=1}, {c=<{d=2}>}]}"),
                arguments("a { b = 1 }", "{a=<{b=1}>}"),
                arguments("a = { b = 1 }", "{a=<{b=1}>}"),
                arguments("a { b = 1 } a { c = 2 }", "{a=<{b=1} {c=2}>}"),
                arguments("a \"x\" { b = 1 }", "{a=<{x=<{b=1}>}>}"),
                arguments("a \"x\" { } a \"y\" { }", "{a=<{x=<{}>} {y=<{}>}>}"),
                arguments("a = [1] a = [2]", "{a=[1, 2]}"),
                arguments("a = \"x\" a = 7", "{a=\"7\"}"),
                arguments("\"a b\" = 1", "{a b=1}"),
                arguments("a.b-c = 1", "{a.b-c=1}"),
                arguments("a = 1 # no\n b = 2 // no\n /* no */ c = 3", "{a=1, b=2, c=3}"),
                arguments("{\"a\": 1, \"b\": [1.5, {\"c\": null}]}", "{a=1, b=[1.5, {c=null}]}"));
    }

    @ParameterizedTest
    @MethodSource("trees")
    void hcl_becomes_a_tree(String text, String tree) throws HclException {
        assertThat(Trees.show(Trees.hcl(text))).isEqualTo(tree);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments("data_dir \"x\n", "At 1:12: literal not terminated"),
                arguments("a = \"\\q\"", "At 1:7: illegal char escape"),
                arguments("a = 08", "strconv.ParseInt: parsing \"08\": invalid syntax"),
                arguments("a = 0xg", "At 1:7: illegal hexadecimal number"),
                arguments("a /*", "At 1:5: comment not terminated"),
                arguments("a / b", "At 1:3: expected '/' for comment"),
                arguments("a = <<X", "At 1:8: heredoc not terminated"),
                arguments("a = <X", "At 1:6: heredoc expected second '<', didn't see it"),
                arguments("a = $", "At 1:5: illegal char"),
                arguments(
                        "a", "At 1:3: key 'a' expected start of object ('{') or assignment ('=')"),
                arguments("a b = 1", "At 1:5: nested object expected: LBRACE got: ASSIGN"),
                arguments("= 1", "At 1:1: no object keys found!"),
                arguments("a = b", "At 1:5: Unknown token: 1:5 IDENT b"),
                arguments(
                        "a = [1 2]",
                        "At 1:8: error parsing list, expected comma or list end, got: NUMBER"),
                arguments("a = [=", "At 1:6: unexpected token while parsing list: ASSIGN"),
                arguments("a { b = 1", "At 1:13: object expected closing RBRACE got: EOF"),
                arguments("}", "At 1:1: expected: IDENT | STRING | ASSIGN | LBRACE got: RBRACE"),
                arguments("a = 1 a = true", "At 1:11: root.a: unknown type *ast.LiteralType"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void wrong_hcl_says_where_and_what(String text, String message) {
        assertThatThrownBy(() -> Trees.hcl(text))
                .isInstanceOf(HclException.class)
                .hasMessage(message);
    }

    @Test
    void a_key_without_a_value_at_the_end_of_the_file_is_dropped() throws HclException {
        assertThat(Trees.show(Trees.hcl("a = 1\nb = \n"))).isEqualTo("{a=1}");
    }

    @Test
    void windows_line_ends_count_as_line_feeds() throws HclException {
        Table table = Trees.hcl("a = 1\r\nb = 2\r\n");
        assertThat(Trees.member(table, "b").keyAt()).isEqualTo(new Place("t.hcl", 2, 1));
    }

    @Test
    void every_value_and_key_knows_its_place() throws HclException {
        Table table = Trees.hcl("first = 1\nports {\n  http = \"é\" dns = 2 }\n");
        Table ports = Trees.member(table, "ports").value().tables().getFirst();
        assertThat(Trees.member(ports, "http").value().at()).hasToString("t.hcl:3:10");
        assertThat(Trees.member(ports, "dns").keyAt()).hasToString("t.hcl:3:14");
    }

    @Test
    void a_heredoc_keeps_its_lines_and_may_lose_its_indentation() throws HclException {
        assertThat(Trees.hcl("a = <<EOF\n one\n  two\nEOF\n").get("a"))
                .isEqualTo(new Value.Text(new Place("t.hcl", 1, 5), " one\n  two\n"));
        assertThat(Trees.show(Trees.hcl("a = <<-EOF\n  one\n    two\n  EOF\n")))
                .isEqualTo("{a=\"one\n  two\n\"}");
        assertThat(Trees.show(Trees.hcl("a = <<-EOF\none\n  EOF\n"))).isEqualTo("{a=\"one\n\"}");
    }

    @Test
    void escapes_are_read_as_in_go_and_interpolations_are_left_alone() throws HclException {
        assertThat(Trees.show(Trees.hcl("a = \"\\t\\x41\\101\\u00e9\\U0001F600\\\\\"")))
                .isEqualTo("{a=\"\tAAé😀\\\"}");
        assertThat(Trees.show(Trees.hcl("a = \"x ${f(\"y\")} $z\"")))
                .isEqualTo("{a=\"x ${f(\"y\")} $z\"}");
    }

    @Test
    void nesting_has_a_limit() {
        assertThatThrownBy(() -> Trees.hcl("a = " + "[".repeat(5000)))
                .hasMessageContaining("nested deeper than 500 levels");
        assertThatThrownBy(() -> Trees.hcl("a {".repeat(5000)))
                .hasMessageEndingWith("nested deeper than 500 levels");
    }

    @Test
    void only_table_like_values_have_tables() throws HclException {
        Table table = Trees.hcl("a = 1 b { } b { } c = [{}, 1]");
        assertThat(Trees.member(table, "a").value().tables()).isEmpty();
        assertThat(Trees.member(table, "b").value().tables()).hasSize(2);
        assertThat(Trees.member(table, "c").value().tables()).hasSize(1);
    }
}

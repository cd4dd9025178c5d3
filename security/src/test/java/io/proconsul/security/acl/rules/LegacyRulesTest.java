package io.proconsul.security.acl.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.hcl.HclException;

import org.junit.jupiter.api.Test;

class LegacyRulesTest {
    @Test
    void names_of_things_become_prefixes_and_single_settings_stay() throws HclException {
        assertThat(
                        LegacyRules.translate(
                                "node \"n1\" { policy = \"write\" }\noperator = \"read\"\n"))
                .isEqualTo("node_prefix \"n1\" {\n  policy = \"write\"\n}\n\noperator = \"read\"");
    }

    @Test
    void comments_stay_where_they_are_and_neighbours_are_aligned() throws HclException {
        String rules =
                """
                // all of it
                service "web" {
                policy="read"
                intentions="write" # why
                # last
                }
                """;

        assertThat(LegacyRules.translate(rules))
                .isEqualTo(
                        """
                        // all of it
                        service_prefix "web" {
                          policy     = "read"
                          intentions = "write" # why

                          # last
                        }\
                        """);
    }

    @Test
    void json_becomes_hcl_with_a_block_for_each_name() throws HclException {
        String rules =
                "{\"key\":{\"a\":{\"policy\":\"read\"},\"b\":{\"policy\":\"deny\"}},\"acl\":\"read\"}";

        assertThat(LegacyRules.translate(rules))
                .isEqualTo(
                        "key_prefix \"a\" {\n"
                                + "  policy = \"read\"\n"
                                + "}\n\n"
                                + "key_prefix \"b\" {\n"
                                + "  policy = \"deny\"\n"
                                + "}\n\n"
                                + "\"acl\" = \"read\"");
    }

    @Test
    void translated_rules_are_not_translated_again() throws HclException {
        String once = LegacyRules.translate("key \"\" { policy = \"write\" }");

        assertThat(LegacyRules.translate(once)).isEqualTo(once);
    }

    @Test
    void no_rules_are_no_rules() throws HclException {
        assertThat(LegacyRules.translate("")).isEmpty();
    }

    @Test
    void what_is_no_hcl_is_refused_with_its_place() {
        assertThatThrownBy(() -> LegacyRules.translate("key \"a\" {"))
                .isInstanceOf(HclException.class)
                .hasMessage("At 1:11: object expected closing RBRACE got: EOF");
    }
}

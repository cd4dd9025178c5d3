package io.proconsul.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.config.AgentFlagTable.Row;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.Locale;

/** The tables of keys as a whole. */
class KeysTest {
    @Test
    void every_key_is_declared_once_in_the_spelling_of_files() {
        var seen = new HashSet<String>();
        for (Key<?> key : AllKeys.TABLE.keys()) {
            assertThat(seen.add(key.path())).as(key.path()).isTrue();
            assertThat(key.path()).matches("[a-z0-9_.]+");
        }
        assertThat(seen).hasSizeGreaterThan(230);
    }

    @Test
    void every_flag_stands_for_a_declared_key() {
        for (Row row : AgentFlagTable.ROWS) {
            assertThat(AllKeys.TABLE.keys()).as(row.name()).contains(row.key());
            assertThat(row.name()).isEqualTo(row.name().toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void a_key_that_nobody_sets_has_its_default() {
        Settings nothing = Settings.EMPTY;
        for (Key<?> key : AllKeys.TABLE.keys()) {
            assertThat(nothing.has(key)).isFalse();
            assertThat((Object) nothing.get(key)).as(key.path()).isEqualTo(key.standard(false));
        }
    }

    @Test
    void advice_finds_near_names_only() {
        var known = AllKeys.TABLE.root().shapes().keySet();
        assertThat(NearestName.advice("retryjoin", known))
                .isEqualTo("did you mean \"retry_join\"?");
        assertThat(NearestName.advice("sevrer", known)).isEqualTo("did you mean \"server\"?");
        assertThat(NearestName.advice("zzzzzz", known)).isEmpty();
    }
}

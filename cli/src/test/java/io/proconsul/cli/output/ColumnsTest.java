package io.proconsul.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColumnsTest {
    @Test
    void a_column_is_as_wide_as_its_longest_cell_and_two_blanks() {
        assertThat(new Columns("Node", "DC").row("a-long-name", "dc1").row("n", "dc2"))
                .hasToString("Node         DC\na-long-name  dc1\nn            dc2");
    }

    @Test
    void an_empty_cell_keeps_the_width_of_its_column() {
        assertThat(new Columns("A", "B", "C").row("1", "", "3")).hasToString("A  B  C\n1     3");
    }

    @Test
    void nothing_stands_behind_the_last_cell() {
        assertThat(new Columns("A", "Long").row("1", "x").toString().lines())
                .containsExactly("A  Long", "1  x");
    }
}

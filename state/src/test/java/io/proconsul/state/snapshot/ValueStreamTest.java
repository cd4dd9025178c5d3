package io.proconsul.state.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;

class ValueStreamTest {
    private static ValueStream stream(String hex) {
        return new ValueStream(new ByteArrayInputStream(HexFormat.of().parseHex(hex)));
    }

    /** One value of every form msgpack has. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "00",
                "7f",
                "80",
                "81a16101",
                "90",
                "9301c0c3",
                "a0",
                "a3616263",
                "c0",
                "c2",
                "c3",
                "c402ffff",
                "c50001ff",
                "c600000001ff",
                "c7010500",
                "c800010500",
                "c9000000010500",
                "ca00000000",
                "cb0000000000000000",
                "cc01",
                "cd0001",
                "ce00000001",
                "cf0000000000000001",
                "d0ff",
                "d1ffff",
                "d2ffffffff",
                "d3ffffffffffffffff",
                "d40500",
                "d5050000",
                "d60500000000",
                "d7050000000000000000",
                "d80500000000000000000000000000000000",
                "d90161",
                "da000161",
                "db0000000161",
                "dc000201a0",
                "dd0000000201a0",
                "de00010102",
                "df000000010102",
                "e0",
                "ff",
                "82a161938081a16290a0a16301"
            })
    void a_value_ends_where_it_ends(String value) throws IOException {
        ValueStream values = stream(value + "07");

        assertThat(HexFormat.of().formatHex(values.value())).isEqualTo(value);
        assertThat(values.position()).isEqualTo(value.length() / 2);
        assertThat(values.next()).isEqualTo(7);
        assertThat(values.next()).isEqualTo(-1);
    }

    @Test
    void a_byte_that_begins_no_value_is_refused() {
        assertThatThrownBy(() -> stream("c1").value())
                .isInstanceOf(IOException.class)
                .hasMessage("byte 0xc1 begins no value");
    }

    @Test
    void a_list_is_read_element_by_element() throws IOException {
        ValueStream values = stream("9201a161");

        assertThat(values.listSize()).isEqualTo(2);
        assertThat(values.value()).containsExactly(1);
        assertThat(values.value()).hasSize(2);
        assertThat(stream("dc0003").listSize()).isEqualTo(3);
        assertThat(stream("dd00000003").listSize()).isEqualTo(3);
        assertThatThrownBy(() -> stream("80").listSize())
                .isInstanceOf(IOException.class)
                .hasMessage("a list is expected");
    }
}

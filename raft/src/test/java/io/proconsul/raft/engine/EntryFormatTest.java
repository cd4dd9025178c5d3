package io.proconsul.raft.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

class EntryFormatTest {
    private static Content roundTrip(Content content) {
        return EntryFormat.decode(ByteBuffer.wrap(EntryFormat.encode(content)));
    }

    @Test
    void the_bytes_of_commands_are_version_kind_count_and_each_with_its_length() {
        byte[] bytes =
                EntryFormat.encode(
                        new Content.Commands(List.of(new byte[] {7}, new byte[0], new byte[200])));

        assertThat(Arrays.copyOf(bytes, 8))
                .containsExactly(1, 0, 3, 1, 7, 0, (byte) (200 & 0x7f | 0x80), 1);
        assertThat(bytes).hasSize(8 + 200);
    }

    @Test
    void the_bytes_of_a_piece_are_version_kind_id_number_count_and_the_rest() {
        byte[] bytes = EntryFormat.encode(new Content.Piece(0x0102, 3, 4, new byte[] {9, 9}));

        assertThat(bytes).containsExactly(1, 1, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 9, 9);
    }

    @Test
    void commands_come_back_as_they_were() {
        List<byte[]> commands =
                List.of(new byte[0], new byte[127], new byte[128], new byte[70_000]);
        Arrays.fill(commands.getLast(), (byte) -1);

        Content back = roundTrip(new Content.Commands(commands));

        assertThat(((Content.Commands) back).commands())
                .usingElementComparator(Arrays::compare)
                .containsExactlyElementsOf(commands);
    }

    @Test
    void a_piece_comes_back_as_it_was() {
        Content.Piece piece =
                (Content.Piece) roundTrip(new Content.Piece(-5, 300, 301, new byte[9]));

        assertThat(piece.id()).isEqualTo(-5);
        assertThat(piece.number()).isEqualTo(300);
        assertThat(piece.count()).isEqualTo(301);
        assertThat(piece.bytes()).hasSize(9);
    }

    @Test
    void an_entry_of_a_later_version_is_refused_by_name() {
        byte[] later = EntryFormat.encode(new Content.Commands(List.of(new byte[1])));
        later[0] = 2;

        assertThatThrownBy(() -> EntryFormat.decode(ByteBuffer.wrap(later)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("log entry of version 2; this server reads version 1");
    }

    @Test
    void whatever_is_cut_off_is_refused_and_never_read_as_something_else() {
        byte[] whole =
                EntryFormat.encode(new Content.Commands(List.of(new byte[5], new byte[300])));
        for (int length = 0; length < whole.length; length++) {
            ByteBuffer cut = ByteBuffer.wrap(whole, 0, length);

            assertThatThrownBy(() -> EntryFormat.decode(cut))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_number_that_does_not_end_is_refused() {
        byte[] endless = new byte[20];
        Arrays.fill(endless, (byte) 0x80);
        endless[0] = 1;
        endless[1] = 0;

        assertThatThrownBy(() -> EntryFormat.decode(ByteBuffer.wrap(endless)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not end");
    }
}

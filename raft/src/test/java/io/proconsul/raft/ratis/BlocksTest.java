package io.proconsul.raft.ratis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

class BlocksTest {
    private static byte[] numbered(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i * 31);
        }
        return bytes;
    }

    private static byte[] written(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (BlockOutput blocks = new BlockOutput(out)) {
            int half = content.length / 2;
            blocks.write(content, 0, half);
            for (int i = half; i < Math.min(half + 100, content.length); i++) {
                blocks.write(content[i]);
            }
            int rest = Math.min(half + 100, content.length);
            blocks.write(content, rest, content.length - rest);
            assertThat(blocks.written()).isEqualTo(content.length);
        }
        return out.toByteArray();
    }

    private static BlockInput read(byte[] bytes) {
        return new BlockInput(new ByteArrayInputStream(bytes));
    }

    @Test
    void content_of_any_size_comes_back() throws Exception {
        for (int size : new int[] {0, 1, 65_535, 65_536, 65_537, 131_072, 300_000}) {
            byte[] content = numbered(size);

            assertThat(read(written(content)).readAllBytes()).isEqualTo(content);
            assertThat(read(written(content)).verify()).isEqualTo(size);
        }
    }

    @Test
    void single_bytes_come_back() throws Exception {
        BlockInput in = read(written(new byte[] {-1, 5}));

        assertThat(in.read()).isEqualTo(255);
        assertThat(in.read()).isEqualTo(5);
        assertThat(in.read()).isEqualTo(-1);
        assertThat(in.read()).isEqualTo(-1);
    }

    @Test
    void a_changed_byte_anywhere_is_noticed() throws Exception {
        byte[] whole = written(numbered(500));
        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= 1;

            assertThatThrownBy(() -> read(changed).verify())
                    .as("byte %d", i)
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_missing_end_is_noticed() throws Exception {
        byte[] whole = written(numbered(70_000));
        for (int length : new int[] {0, 3, 100, 65_544, whole.length - 1}) {
            byte[] cut = Arrays.copyOf(whole, length);

            assertThatThrownBy(() -> read(cut).verify())
                    .as("cut to %d", length)
                    .hasMessage("it ends too early");
        }
    }

    @Test
    void nothing_of_a_damaged_block_is_handed_out() throws Exception {
        byte[] changed = written(numbered(1_000));
        changed[900] ^= 1;
        BlockInput in = read(changed);

        assertThatThrownBy(in::read).hasMessage("a block does not have its checksum");
    }
}

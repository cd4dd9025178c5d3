package io.proconsul.agent.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.agent.MemoryDisk;
import io.proconsul.runtime.random.Chance;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

final class NodeIdFileTest {
    private static final Path FILE = Path.of("/data/node-id");

    private final MemoryDisk disk = new MemoryDisk();
    private final NodeIdFile ids = new NodeIdFile(disk, Path.of("/data"), Chance.seeded(1));

    private void put(String content) throws IOException {
        disk.write(FILE, content.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void an_id_made_up_is_kept() throws IOException {
        String id = ids.obtain("");

        assertThat(id).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(ids.obtain("")).isEqualTo(id);
        assertThat(disk.read(FILE)).contains(id.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_given_id_wins_and_replaces_the_kept_one() throws IOException {
        put("11111111-2222-3333-4444-555555555555");

        assertThat(ids.obtain("AAAAAAAA-2222-3333-4444-555555555555"))
                .isEqualTo("aaaaaaaa-2222-3333-4444-555555555555");
        assertThat(ids.obtain("")).isEqualTo("aaaaaaaa-2222-3333-4444-555555555555");
    }

    @Test
    void without_a_data_folder_nothing_is_kept() throws IOException {
        NodeIdFile dev = new NodeIdFile(disk, null, Chance.seeded(1));

        assertThat(dev.obtain("")).isNotEqualTo(dev.obtain(""));
        assertThat(disk.files()).isEmpty();
    }

    @Test
    void an_id_that_is_none_is_refused_with_its_source() throws IOException {
        assertThatThrownBy(() -> ids.obtain("abc"))
                .hasMessage("specified NodeID is invalid: uuid string is wrong length");
        assertThatThrownBy(() -> ids.obtain("11111111x2222-3333-4444-555555555555"))
                .hasMessage("specified NodeID is invalid: uuid is improperly formatted");
        assertThatThrownBy(() -> ids.obtain("11111111-2222-3333-4444-55555555555z"))
                .hasMessage("specified NodeID is invalid: encoding/hex: invalid byte: U+007A 'z'");
        put("zz");
        assertThatThrownBy(() -> ids.obtain(""))
                .hasMessage("NodeID in /data/node-id is invalid: uuid string is wrong length");
    }
}

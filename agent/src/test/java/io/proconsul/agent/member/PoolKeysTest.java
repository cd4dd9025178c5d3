package io.proconsul.agent.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.agent.MemoryDisk;
import io.proconsul.gossip.PoolSettings;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

class PoolKeysTest {
    private static final String KEY = "pUqJrVyVRj5jsiYEkM/tFQ==";
    private static final String OTHER = "7q6TSJWK/CSZAjRpZDyFBQ==";
    private static final Path FILE = Path.of("/data/serf/local.keyring");

    private final MemoryDisk disk = new MemoryDisk();
    private final PoolSettings pool =
            PoolSettings.lan("a", new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

    private PoolSettings with(String key) throws IOException {
        return new PoolKeys(key, FILE.getParent(), true, true).addTo(pool, PoolKeys.LAN_FILE, disk);
    }

    private static List<String> keys(PoolSettings settings) {
        return settings.encryption().keyring().base64();
    }

    @Test
    void a_configured_key_begins_the_file() throws IOException {
        assertThat(keys(with(KEY))).containsExactly(KEY);
        assertThat(disk.read(FILE).orElseThrow())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("[\n  \"" + KEY + "\"\n]");
    }

    @Test
    void the_file_wins_over_the_configured_key() throws IOException {
        with(KEY);
        assertThat(keys(with(OTHER))).containsExactly(KEY);
        assertThat(keys(with(""))).containsExactly(KEY);
    }

    @Test
    void without_key_and_file_nothing_is_encrypted() throws IOException {
        assertThat(with("").encryption().isOn()).isFalse();
        assertThat(disk.read(FILE)).isEmpty();
    }

    @Test
    void without_a_folder_the_key_stays_in_memory() throws IOException {
        PoolSettings settings =
                new PoolKeys(KEY, null, true, true).addTo(pool, PoolKeys.LAN_FILE, disk);
        assertThat(keys(settings)).containsExactly(KEY);
        assertThat(settings.keyringFile()).isEmpty();
    }

    @Test
    void a_key_of_the_wrong_length_is_refused() {
        assertThatThrownBy(() -> with("aGVsbG8="))
                .hasMessage(
                        "Failed to configure keyring: Invalid key: key size must be 16, 24 or 32"
                                + " bytes");
    }

    @Test
    void a_broken_file_is_refused() throws IOException {
        disk.write(FILE, "{".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> with(KEY)).hasMessageStartingWith("Failed to configure keyring: ");
    }
}

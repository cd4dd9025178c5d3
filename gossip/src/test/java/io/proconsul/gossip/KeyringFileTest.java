package io.proconsul.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.gossip.telemetry.PoolMetrics;
import io.proconsul.gossip.wire.Address;
import io.proconsul.gossip.wire.Keyring;
import io.proconsul.gossip.wire.Vectors;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.disk.Disk;
import io.proconsul.runtime.metrics.Metrics;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;

class KeyringFileTest {
    private static final String SECOND = "AAECAwQFBgcICQoLDA0ODw==";

    @TempDir Path folder = Path.of("");

    private Path saved(List<String> keys) {
        Clock clock = Clock.system();
        Path file = folder.resolve("local.keyring");
        PoolSettings settings =
                PoolSettings.lan("a", Address.parse("127.0.0.1:0").toSocket())
                        .withKeyringFile(file);
        try (PoolFiles files =
                new PoolFiles(
                        Disk.system(),
                        settings,
                        new Diary("gossip", clock),
                        clock,
                        new PoolMetrics(new Metrics(clock)))) {
            files.saveKeyring(keys);
        }
        return file;
    }

    @Test
    void the_recorded_file_of_an_agent_is_written_byte_for_byte() throws IOException {
        String recorded = Vectors.text("local.keyring");
        List<byte[]> keys =
                List.of(Base64.getDecoder().decode(recorded.replaceAll("[^A-Za-z0-9+/=]", "")));
        Path file = saved(Keyring.of(keys).base64());
        assertThat(Files.readString(file)).isEqualTo(recorded);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void the_primary_key_comes_first() throws IOException {
        Keyring ring = Keyring.of(List.of(new byte[16], Base64.getDecoder().decode(SECOND)));
        ring.use(Base64.getDecoder().decode(SECOND));
        assertThat(Files.readString(saved(ring.base64())))
                .isEqualTo("[\n  \"" + SECOND + "\",\n  \"AAAAAAAAAAAAAAAAAAAAAA==\"\n]");
    }
}

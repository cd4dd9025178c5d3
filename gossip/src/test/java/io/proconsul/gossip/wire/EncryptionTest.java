package io.proconsul.gossip.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.runtime.random.Chance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;

class EncryptionTest {
    private static final List<Part> PING =
            List.of(Part.of(new Message.Ping(1, "a", Message.Source.UNKNOWN)));

    private static Keyring ring(int length, int fill) {
        byte[] key = new byte[length];
        Arrays.fill(key, (byte) fill);
        return Keyring.of(List.of(key));
    }

    private static Packets packets(Keyring ring) {
        return new Packets(Encryption.of(ring), true);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 24, 32})
    void keys_of_all_three_lengths_work(int length) throws WireException {
        Packets packets = packets(ring(length, 7));
        assertThat(packets.unpack(packets.pack(PING, true)).messages())
                .containsExactly(PING.getFirst().message());
    }

    @Test
    void an_encrypted_pool_drops_plain_packets_wrong_keys_and_cut_ones() {
        Packets ours = packets(ring(16, 7));
        byte[] plain = new Packets(Encryption.none(), true).pack(PING, false);
        byte[] wrongKey = packets(ring(16, 8)).pack(PING, false);
        byte[] whole = ours.pack(PING, false);
        assertThatThrownBy(() -> ours.unpack(plain)).isInstanceOf(WireException.class);
        assertThatThrownBy(() -> ours.unpack(wrongKey)).isInstanceOf(WireException.class);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> ours.unpack(cut)).isInstanceOf(WireException.class);
        }
    }

    @Test
    void without_verify_incoming_plain_packets_are_read() throws WireException {
        byte[] plain = new Packets(Encryption.none(), true).pack(PING, false);
        Packets lenient =
                new Packets(new Encryption(ring(16, 7), Chance.seeded(1), false, true), true);
        assertThat(lenient.unpack(plain).messages()).hasSize(1);
    }

    @Test
    void without_verify_outgoing_packets_are_plain() throws WireException {
        Packets open =
                new Packets(new Encryption(ring(16, 7), Chance.seeded(1), true, false), true);
        assertThat(new Packets(Encryption.none(), true).unpack(open.pack(PING, false)).messages())
                .hasSize(1);
    }

    @Test
    void all_installed_keys_are_read_and_the_primary_writes() throws WireException {
        Keyring ring = ring(16, 7);
        byte[] old = packets(ring).pack(PING, false);
        byte[] next = ring(16, 8).primary();
        ring.install(next);
        ring.use(next);
        assertThat(packets(ring).unpack(old).messages()).hasSize(1);
        byte[] written = packets(ring).pack(PING, false);
        assertThat(packets(Keyring.of(List.of(next))).unpack(written).messages()).hasSize(1);
        assertThatThrownBy(() -> ring.remove(next)).hasMessageContaining("primary key");
        ring.remove(ring(16, 7).primary());
        assertThatThrownBy(() -> packets(ring).unpack(old)).isInstanceOf(WireException.class);
    }

    @Test
    void compressed_bombs_end_at_the_limit() {
        byte[] bomb = Compression.pack(new byte[4 << 20]);
        assertThat(bomb.length).isLessThan(65_536);
        assertThatThrownBy(() ->
                        Compression.unpack(
                                new PackReader(bomb, 1, bomb.length),
                                WireLimits.PACKET_PLAIN_BYTES))
                .hasMessageContaining("unfolds to more than");
    }
}

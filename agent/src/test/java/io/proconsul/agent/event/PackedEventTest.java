package io.proconsul.agent.event;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;

class PackedEventTest {
    private static final UserEvent EVENT =
            new UserEvent(
                    "23cd40d3-2f35-e33b-30a5-bd4fd12a49a7",
                    "deploy",
                    "payload-1".getBytes(StandardCharsets.UTF_8),
                    "cli",
                    "",
                    "",
                    1,
                    0);

    /** The map of packet-028: a text of 36 bytes in the newer form, the payload as bytes. */
    private static final byte[] PACKED =
            HexFormat.of()
                    .parseHex(
                            "85a24944d92432336364343064332d326633352d653333622d333061352d626434666431326134396137"
                                + "a16ea66465706c6f79a26e66a3636c69a170c4097061796c6f61642d31a17601");

    @Test
    void an_event_is_packed_as_the_reference_packs_it() {
        assertThat(PackedEvent.of(EVENT)).isEqualTo(PACKED);
    }

    @Test
    void what_was_packed_reads_as_it_was() {
        assertThat(PackedEvent.read(PACKED)).usingRecursiveComparison().isEqualTo(EVENT);
    }

    @Test
    void the_older_dialect_and_unknown_fields_are_read_too() {
        byte[] packed = HexFormat.of().parseHex("84a170a3616263a16ea164a17890a17601");
        UserEvent event = requireNonNull(PackedEvent.read(packed));
        assertThat(event.name()).isEqualTo("d");
        assertThat(event.payload()).asString(StandardCharsets.UTF_8).isEqualTo("abc");
    }

    @Test
    void what_is_no_event_is_none() {
        assertThat(PackedEvent.read(new byte[0])).isNull();
        assertThat(PackedEvent.read(new byte[] {(byte) 0xc1})).isNull();
        assertThat(PackedEvent.read("text".getBytes(StandardCharsets.UTF_8))).isNull();
    }

    @Test
    void broken_bytes_never_do_harm() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] broken = PACKED.clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            }
            try {
                PackedEvent.read(broken);
            } catch (RuntimeException thrown) {
                throw new AssertionError("seed " + seed + ", round " + i, thrown);
            }
        }
    }
}

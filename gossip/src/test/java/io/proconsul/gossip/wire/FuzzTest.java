package io.proconsul.gossip.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import io.proconsul.runtime.random.Chance;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Spoilt bytes meet every decoder: nothing but the declared exception comes out, and no input costs
 * more memory than its limits say. {@code -Dproconsul.fuzz.inputs=10000000} runs it for long,
 * {@code -Dproconsul.fuzz.seed} repeats a run.
 */
class FuzzTest {
    private static final int INPUTS = Integer.getInteger("proconsul.fuzz.inputs", 30_000);
    private static final long SEED =
            Long.getLong("proconsul.fuzz.seed", ThreadLocalRandom.current().nextLong());

    /** What unfolding one packet may allocate: its limit, buffers that double, and records. */
    private static final long PACKET_ALLOCATION = 8L * WireLimits.PACKET_PLAIN_BYTES;

    private static final long STREAM_ALLOCATION = 4L * WireLimits.STREAM_PLAIN_BYTES;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private interface Decoder {
        void decode(byte[] bytes) throws WireException;
    }

    private void fuzz(String what, List<byte[]> corpus, long most, Decoder decoder) {
        System.out.println("fuzzing " + what + ": " + INPUTS + " inputs, seed " + SEED);
        Mutations mutations = new Mutations(Chance.seeded(SEED), corpus);
        int good = 0;
        for (int i = 0; i < INPUTS; i++) {
            byte[] bytes = mutations.next();
            long before = threads.getCurrentThreadAllocatedBytes();
            try {
                decoder.decode(bytes);
                good++;
            } catch (WireException expected) {
                assertThat(expected.getMessage()).isNotEmpty();
            } catch (RuntimeException | AssertionError | StackOverflowError e) {
                throw new AssertionError(
                        "seed " + SEED + " input " + i + ": " + HexFormat.of().formatHex(bytes), e);
            }
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertThat(allocated).as("seed %d input %d", SEED, i).isLessThan(most);
        }
        assertThat(good).as("inputs that could be read").isPositive();
    }

    static List<byte[]> plainPackets() throws WireException {
        List<byte[]> all = new ArrayList<>();
        for (Vectors.Vector vector : Vectors.lines("gossip-packets.jsonl")) {
            byte[] bytes = vector.hex("hex");
            all.add(
                    vector.encryption().isOn()
                            ? Envelope.open(vector.encryption().keyring(), bytes, new byte[0])
                            : bytes);
            for (Message message :
                    new Packets(vector.encryption(), true).unpack(bytes).messages()) {
                all.add(MessageWriter.bytes(message));
            }
        }
        return all;
    }

    @Test
    void spoilt_packets_are_read_or_refused() throws WireException {
        Packets packets = new Packets(Encryption.none(), true);
        fuzz("packets", plainPackets(), PACKET_ALLOCATION, packets::unpack);
    }

    @Test
    void spoilt_encrypted_packets_are_refused_or_read() {
        Vectors.Vector first =
                Vectors.lines("gossip-packets.jsonl").stream()
                        .filter(vector -> vector.encryption().isOn())
                        .findFirst()
                        .orElseThrow();
        Packets lenient =
                new Packets(
                        new Encryption(first.encryption().keyring(), Chance.secure(), false, true),
                        true);
        fuzz(
                "encrypted packets",
                Vectors.lines("gossip-packets.jsonl").stream().map(v -> v.hex("hex")).toList(),
                PACKET_ALLOCATION,
                lenient::unpack);
    }

    @Test
    void spoilt_streams_are_read_or_refused() {
        Vectors.Vector encrypted =
                Vectors.lines("gossip-streams.jsonl").stream()
                        .filter(vector -> vector.encryption().isOn())
                        .findFirst()
                        .orElseThrow();
        List<byte[]> corpus = new ArrayList<>();
        for (Vectors.Vector vector : Vectors.lines("gossip-streams.jsonl")) {
            corpus.add(vector.hex("client_hex"));
            corpus.add(vector.hex("server_hex"));
        }
        corpus.removeIf(bytes -> bytes.length == 0);
        Streams streams =
                new Streams(
                        new Encryption(
                                encrypted.encryption().keyring(), Chance.secure(), false, true),
                        true);
        fuzz("streams", corpus, STREAM_ALLOCATION, bytes -> streams.unpack(bytes, bytes.length));
    }

    @Test
    void spoilt_states_without_compression_are_read_or_refused() throws WireException {
        List<byte[]> corpus = new ArrayList<>();
        for (Vectors.Vector vector : Vectors.lines("gossip-streams.jsonl")) {
            byte[] bytes = vector.hex("client_hex");
            Encryption encryption =
                    bytes[0] == MessageType.ENCRYPT ? vector.encryption() : Encryption.none();
            Message message = new Streams(encryption, true).unpack(bytes, bytes.length);
            corpus.add(new Streams(Encryption.none(), false).pack(message));
        }
        Streams streams = new Streams(Encryption.none(), false);
        fuzz(
                "plain states",
                corpus,
                STREAM_ALLOCATION,
                bytes -> {
                    if (streams.unpack(bytes, bytes.length) instanceof Message.PushPull all) {
                        all.userState().state();
                    }
                });
    }

    @Test
    void spoilt_serf_messages_tags_filters_and_coordinates_are_read_or_refused()
            throws WireException {
        List<byte[]> corpus = new ArrayList<>();
        for (byte[] packet : plainPackets()) {
            for (Message message : new Packets(Encryption.none(), true).unpack(packet).messages()) {
                switch (message) {
                    case Message.User(byte[] payload) -> corpus.add(payload);
                    case Message.Alive(Peer peer) -> corpus.add(peer.meta());
                    case Message.Ack(_, byte[] payload) when payload != null -> corpus.add(payload);
                    default -> {
                        // other messages hold nothing to be read separately
                    }
                }
            }
        }
        corpus.add(new QueryFilter.Nodes(List.of("a", "b")).bytes());
        corpus.add(new QueryFilter.Tag("role", "w.b").bytes());
        corpus.removeIf(bytes -> bytes.length == 0);
        fuzz(
                "Serf messages",
                corpus,
                PACKET_ALLOCATION,
                bytes -> {
                    Tags.decode(bytes);
                    tryRead(() -> QueryFilter.read(bytes));
                    tryRead(() -> Coordinate.ofPayload(bytes));
                    SerfReader.read(bytes);
                });
    }

    private interface Reading {
        Object read() throws WireException;
    }

    private static void tryRead(Reading reading) {
        try {
            assertThat(reading.read()).isNotNull();
        } catch (WireException refused) {
            assertThat(refused.getMessage()).isNotEmpty();
        }
    }
}

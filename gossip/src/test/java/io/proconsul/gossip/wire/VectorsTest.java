package io.proconsul.gossip.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.gossip.wire.Vectors.Vector;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every recorded packet and stream means what its meaning says, and encodes to the same bytes. */
class VectorsTest {
    @Test
    void there_are_204_packets_and_38_streams() {
        assertThat(Vectors.lines("gossip-packets.jsonl")).hasSize(204);
        assertThat(Vectors.lines("gossip-streams.jsonl")).hasSize(38);
    }

    @TestFactory
    Stream<DynamicTest> packets_mean_what_was_recorded_and_encode_to_the_same_bytes() {
        return Vectors.lines("gossip-packets.jsonl").stream()
                .map(vector -> DynamicTest.dynamicTest(vector.toString(), () -> packet(vector)));
    }

    private static void packet(Vector vector) throws WireException {
        Packets packets = new Packets(vector.encryption(), true);
        Packets.Contents contents = packets.unpack(vector.hex("hex"));

        assertThat(contents.problems()).isEmpty();
        List<Map<?, ?>> expected =
                innermost(Objects.requireNonNull(vector.fields().get("decoded")));
        assertThat(contents.messages()).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertMeaning(contents.messages().get(i), expected.get(i));
        }

        List<byte[]> sent = plainMessages(plain(vector));
        for (int i = 0; i < sent.size(); i++) {
            assertThat(MessageWriter.bytes(contents.messages().get(i))).isEqualTo(sent.get(i));
            assertSerfBytes(contents.messages().get(i));
        }
    }

    @TestFactory
    Stream<DynamicTest> packets_built_from_their_messages_equal_the_recorded_plain_packet() {
        return Vectors.lines("gossip-packets.jsonl").stream()
                .filter(vector -> !isCompoundOfOne(vector))
                .map(vector -> DynamicTest.dynamicTest(vector.toString(), () -> whole(vector)));
    }

    /** The original sends one Serf broadcast alone as a compound of one; we send it bare. */
    private static boolean isCompoundOfOne(Vector vector) {
        String shape = vector.text("shape");
        int open = shape.indexOf("compound(");
        return open >= 0 && shape.indexOf(',', open) < 0;
    }

    private static void whole(Vector vector) throws WireException {
        Packets packets = new Packets(vector.encryption(), true);
        List<Part> parts =
                packets.unpack(vector.hex("hex")).messages().stream().map(Part::of).toList();
        boolean checksum = vector.text("shape").contains("has-crc");
        boolean compression = !vector.text("scenario").contains("compression off");

        byte[] built = new Packets(Encryption.none(), compression).pack(parts, checksum);

        assertSameBytes(vector, built, plain(vector));
    }

    /**
     * Equal bytes for Consul and Serf as they are installed. The bare memberlist of the recordings
     * was built with a newer compiler, which puts a clear code in front of compressed data.
     */
    private static void assertSameBytes(Vector vector, byte[] built, byte[] recorded)
            throws WireException {
        if (vector.text("scenario").startsWith("memberlist")) {
            assertThat(unlayered(built)).isEqualTo(unlayered(recorded));
        } else {
            assertThat(built).isEqualTo(recorded);
        }
    }

    private static byte[] unlayered(byte[] bytes) throws WireException {
        return switch (bytes[0]) {
            case MessageType.CHECKSUM -> unlayered(Arrays.copyOfRange(bytes, 5, bytes.length));
            case MessageType.COMPRESS ->
                    Compression.unpack(new PackReader(bytes, 1, bytes.length), 1 << 20);
            default -> bytes;
        };
    }

    @TestFactory
    Stream<DynamicTest> streams_mean_what_was_recorded_and_encode_to_the_same_bytes() {
        return Vectors.lines("gossip-streams.jsonl").stream()
                .flatMap(vector ->
                        Stream.of("client", "server")
                                .map(side ->
                                        DynamicTest.dynamicTest(
                                                vector + " " + side, () -> stream(vector, side))));
    }

    private static void stream(Vector vector, String side) throws WireException {
        byte[] sent = vector.hex(side + "_hex");
        Map<?, ?> told = (Map<?, ?>) Objects.requireNonNull(vector.fields().get(side));
        if (sent.length == 0) {
            assertThat(told.get("type")).isEqualTo("nothing");
            return;
        }
        Encryption encryption = vector.encryption();
        Streams streams =
                new Streams(sent[0] == MessageType.ENCRYPT ? encryption : Encryption.none(), true);
        Message message = streams.unpack(sent, sent.length);
        Map<?, ?> expected = innermost(told).getFirst();
        if (!(message instanceof Message.User)) {
            assertMeaning(message, expected);
        }
        boolean compression = !vector.text("scenario").contains("compression off");
        byte[] built = new Streams(Encryption.none(), compression).pack(message);
        assertSameBytes(vector, built, openStream(sent, encryption));
    }

    private static byte[] openStream(byte[] sent, Encryption encryption) throws WireException {
        if (sent[0] != MessageType.ENCRYPT) {
            return sent;
        }
        return Envelope.open(
                encryption.keyring(),
                Arrays.copyOfRange(sent, 5, sent.length),
                Arrays.copyOf(sent, 5));
    }

    private static void assertMeaning(Message message, Map<?, ?> expected) throws WireException {
        if (isBareText(expected)) {
            assertThat(message).isInstanceOf(Message.User.class);
            return;
        }
        Map<String, @Nullable Object> meaning = Meaning.of(message);
        assertThat(withoutPacked(meaning)).isEqualTo(withoutPacked(expected));
    }

    /** User messages of a bare memberlist are free text, which the recording could not name. */
    private static boolean isBareText(Map<?, ?> expected) {
        return expected.get("body") instanceof Map<?, ?> body && body.containsKey("trailing");
    }

    /** Consul's own event payloads are opened in the recording; here they are plain bytes. */
    private static @Nullable Object withoutPacked(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map when map.containsKey("$hex") || map.containsKey("consul-event") ->
                    "packed";
            case Map<?, ?> map
                    when "push-pull".equals(map.get("serf")) && isOfBareMemberlist(map) ->
                    "no Serf";
            case Map<?, ?> map -> {
                Map<Object, @Nullable Object> plain = new TreeMap<>();
                map.forEach((key, inner) -> plain.put(String.valueOf(key), withoutPacked(inner)));
                yield plain;
            }
            case List<?> list -> {
                List<@Nullable Object> plain = new ArrayList<>();
                list.forEach(inner -> plain.add(withoutPacked(inner)));
                yield plain;
            }
            case null -> null;
            default -> value;
        };
    }

    private static boolean isOfBareMemberlist(Map<?, ?> state) {
        Map<?, ?> body = (Map<?, ?>) Objects.requireNonNull(state.get("body"));
        return body.isEmpty() || List.of().equals(body.get("Events"));
    }

    private static void assertSerfBytes(Message message) {
        if (message instanceof Message.User(byte[] payload)) {
            try {
                assertThat(SerfWriter.bytes(SerfReader.read(payload))).isEqualTo(payload);
            } catch (WireException e) {
                assertThat(new String(payload, StandardCharsets.UTF_8)).contains("hello");
            }
        }
    }

    /** The messages inside all layers of a recorded meaning. */
    private static List<Map<?, ?>> innermost(Object decoded) {
        Map<?, ?> map = (Map<?, ?>) decoded;
        if (map.get("parts") instanceof List<?> parts) {
            return parts.stream().flatMap(part -> innermost(part).stream()).toList();
        }
        Object inner = map.get("inner");
        return inner == null ? List.of(map) : innermost(inner);
    }

    private static byte[] plain(Vector vector) throws WireException {
        byte[] datagram = vector.hex("hex");
        Encryption encryption = vector.encryption();
        return encryption.isOn()
                ? Envelope.open(encryption.keyring(), datagram, new byte[0])
                : datagram;
    }

    /** Takes checksum, compression and compound off by hand. */
    private static List<byte[]> plainMessages(byte[] bytes) throws WireException {
        return switch (bytes[0]) {
            case MessageType.CHECKSUM -> plainMessages(Arrays.copyOfRange(bytes, 5, bytes.length));
            case MessageType.COMPRESS ->
                    plainMessages(
                            Compression.unpack(new PackReader(bytes, 1, bytes.length), 1 << 20));
            case MessageType.COMPOUND -> plainParts(bytes);
            default -> List.of(bytes);
        };
    }

    private static List<byte[]> plainParts(byte[] bytes) throws WireException {
        List<byte[]> all = new ArrayList<>();
        int at = 2 + 2 * bytes[1];
        for (int i = 0; i < bytes[1]; i++) {
            int length = (bytes[2 + 2 * i] & 0xff) << 8 | bytes[3 + 2 * i] & 0xff;
            all.addAll(plainMessages(Arrays.copyOfRange(bytes, at, at + length)));
            at += length;
        }
        return all;
    }

    @TestFactory
    Stream<DynamicTest> compressed_data_is_the_same_in_both_directions() {
        return Vectors.lines("lzw.jsonl").stream()
                .map(vector -> DynamicTest.dynamicTest(vector.toString(), () -> lzw(vector)));
    }

    private static void lzw(Vector vector) throws WireException {
        byte[] plain = vector.hex("plain_hex");
        byte[] packed = vector.hex("lzw_hex");
        assertThat(Lzw.decompress(packed, plain.length)).isEqualTo(plain);
        assertThat(withClearCode(Lzw.compress(plain), packed.length)).isEqualTo(packed);
    }

    /** These cases begin with a clear code of nine bits, which agents of 1.8.7 do not send. */
    private static byte[] withClearCode(byte[] packed, int length) {
        byte[] longer = new byte[length];
        longer[1] = 1;
        for (int i = 0; i < packed.length; i++) {
            int shifted = (packed[i] & 0xff) << 1;
            longer[i + 1] |= (byte) shifted;
            if (i + 2 < length) {
                longer[i + 2] |= (byte) (shifted >> 8);
            }
        }
        return longer;
    }
}

package io.proconsul.model.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.proconsul.model.catalog.RegisterRequest;
import io.proconsul.model.kv.KvEntry;
import io.proconsul.model.session.Session;

import org.junit.jupiter.api.Test;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** The records of an archive that 1.8.7 saved, repeated byte by byte. */
class RecordedSnapshotTest {
    private static final Path ARCHIVE =
            Path.of("../../shared/reference/wire-vectors/everything.snap");
    private static final int TAR_BLOCK = 512;

    /** By their type byte (snapshot format, section 3). */
    private static final Map<Byte, Class<?>> RECORDS =
            Map.of(
                    (byte) 0, RegisterRequest.class,
                    (byte) 2, KvEntry.class,
                    (byte) 3, Session.class,
                    (byte) 5, KvEntry.class);

    @Test
    void the_records_of_an_archive_are_repeated() throws IOException {
        assumeTrue(Files.exists(ARCHIVE), () -> ARCHIVE + " is not there");
        byte[] state = member(Files.readAllBytes(ARCHIVE), "state.bin");
        var repeated = new TreeMap<Byte, Integer>();
        try (MessageUnpacker in = MessagePack.newDefaultUnpacker(state)) {
            in.skipValue(); // the header
            while (in.hasNext()) {
                byte type = in.readPayload(1)[0];
                int from = (int) in.getTotalReadBytes();
                in.skipValue();
                byte[] record = Arrays.copyOfRange(state, from, (int) in.getTotalReadBytes());
                Class<?> known = RECORDS.get(type);
                if (known != null) {
                    repeat(RecordCodec.of(known), record);
                    repeated.merge(type, 1, Integer::sum);
                }
            }
        }
        assertThat(repeated.keySet()).containsExactlyElementsOf(new TreeMap<>(RECORDS).keySet());
    }

    private static <T> void repeat(RecordCodec<T> codec, byte[] record) throws WireException {
        byte[] again = codec.encode(codec.decode(record));
        assertThat(Msgpack.sorted(again)).isEqualTo(Msgpack.sorted(record));
    }

    private static byte[] member(byte[] archive, String name) throws IOException {
        byte[] tar = new GZIPInputStream(new ByteArrayInputStream(archive)).readAllBytes();
        int at = 0;
        while (true) {
            int size = Integer.parseInt(text(tar, at + 124, 11), 8);
            int content = at + TAR_BLOCK;
            if (text(tar, at, 100).equals(name)) {
                return Arrays.copyOfRange(tar, content, content + size);
            }
            at = content + (size + TAR_BLOCK - 1) / TAR_BLOCK * TAR_BLOCK;
        }
    }

    private static String text(byte[] tar, int from, int length) {
        return new String(tar, from, length, StandardCharsets.ISO_8859_1).replace("\0", "");
    }
}

package io.proconsul.cli.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.model.archive.ArchiveException;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

class SnapshotFileTest {
    private static final String META =
            "{\"Version\":1,\"ID\":\"2-9-1\",\"Index\":9,\"Term\":2,\"Size\":5}\n";
    private static final String STATE = "state";

    private final ByteArrayOutputStream tar = new ByteArrayOutputStream();

    @Test
    void a_whole_archive_says_what_it_is() throws IOException {
        add("meta.json", META);
        add("state.bin", STATE);
        add("SHA256SUMS", sums(META, STATE));

        assertThat(read(new byte[1024])).isEqualTo(new SnapshotMeta("2-9-1", "5", "9", "2", "1"));
    }

    @Test
    void members_come_in_any_order() throws IOException {
        add("SHA256SUMS", sums(META, STATE));
        add("state.bin", STATE);
        add("meta.json", META);

        assertThat(read(new byte[1024]).index()).isEqualTo("9");
    }

    @Test
    void a_state_that_was_changed_is_found_by_its_sum() {
        add("meta.json", META);
        add("state.bin", "State");
        add("SHA256SUMS", sums(META, STATE));

        assertRefused("hash check failed for \"state.bin\"");
    }

    @Test
    void an_archive_without_sums_is_refused() {
        add("meta.json", META);
        add("state.bin", STATE);

        assertRefused("file missing for \"meta.json\"");
    }

    @Test
    void a_member_that_does_not_belong_there_is_refused() {
        add("other", "");

        assertRefused("unexpected file \"other\" in snapshot");
    }

    @Test
    void nothing_may_follow_the_end_of_the_tar() {
        add("meta.json", META);
        add("state.bin", STATE);
        add("SHA256SUMS", sums(META, STATE));

        assertThatThrownBy(() -> read(new byte[2048]))
                .hasMessage("1024 unread uncompressed bytes remain");
    }

    @Test
    void a_header_that_was_changed_is_refused() {
        add("meta.json", META);
        byte[] bytes = tar.toByteArray();
        bytes[0] ^= 1;
        tar.reset();
        tar.writeBytes(bytes);

        assertRefused("archive/tar: invalid tar header");
    }

    @Test
    void what_is_not_compressed_is_refused() {
        assertThatThrownBy(() ->
                        SnapshotFile.read(
                                new ByteArrayInputStream(
                                        "hello, world".getBytes(StandardCharsets.UTF_8))))
                .hasMessage("failed to decompress snapshot: gzip: invalid header");
    }

    @Test
    void an_archive_cut_anywhere_is_refused() throws IOException {
        add("meta.json", META);
        add("state.bin", STATE);
        add("SHA256SUMS", sums(META, STATE));
        byte[] whole = compressed(new byte[1024]);
        for (int length = 0; length < whole.length; length++) {
            var part = new ByteArrayInputStream(Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> SnapshotFile.read(part))
                    .as("cut after %d bytes", length)
                    .isInstanceOf(ArchiveException.class);
        }
    }

    private void assertRefused(String cause) {
        assertThatThrownBy(() -> read(new byte[1024]))
                .isInstanceOf(ArchiveException.class)
                .hasMessageStartingWith("failed to read snapshot file: ")
                .hasMessageEndingWith(cause);
    }

    private SnapshotMeta read(byte[] end) throws IOException {
        return SnapshotFile.read(new ByteArrayInputStream(compressed(end)));
    }

    private byte[] compressed(byte[] end) throws IOException {
        var file = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(file)) {
            gzip.write(tar.toByteArray());
            gzip.write(end);
        }
        return file.toByteArray();
    }

    private void add(String name, String content) {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 124, "%011o".formatted(content.length()));
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, "%06o\0".formatted(sum));
        tar.writeBytes(header);
        tar.writeBytes(content.getBytes(StandardCharsets.US_ASCII));
        tar.writeBytes(new byte[-content.length() & 511]);
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private static String sums(String meta, String state) {
        return sha256(state) + "  state.bin\n" + sha256(meta) + "  meta.json\n";
    }

    private static String sha256(String text) {
        try {
            byte[] sum =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(sum);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}

package io.proconsul.model.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/** Writes a state as an archive (snapshot format, section 1). */
public final class ArchiveWriter {
    static final String META = "meta.json";
    static final String STATE = "state.bin";
    static final String SUMS = "SHA256SUMS";

    private static final int BUFFER = 64 * 1024;

    private ArchiveWriter() {}

    /** Writes a state; called twice, it must write the same bytes both times. */
    @FunctionalInterface
    public interface StateWriting {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes the archive and ends its compression; {@code out} stays open. A tar tells the size of
     * a member before its bytes, so the state is written twice: first to be measured, so that
     * neither memory nor a file has to hold it.
     */
    public static void write(ArchiveMeta meta, StateWriting state, OutputStream out)
            throws IOException {
        MessageDigest stateSum = Sums.sha256();
        long size = measure(state, stateSum);
        byte[] description = meta.json(size);
        byte[] sums = sums(description, stateSum);
        GZIPOutputStream zip = new GZIPOutputStream(out, BUFFER);
        TarWriter tar = new TarWriter(zip);
        long seconds = meta.saved().getEpochSecond();
        member(META, description, seconds, tar, zip);
        tar.beginMember(STATE, size, seconds);
        state.writeTo(zip);
        tar.endMember(size);
        member(SUMS, sums, seconds, tar, zip);
        tar.end();
        zip.finish();
    }

    private static long measure(StateWriting state, MessageDigest sum) throws IOException {
        Counter counter = new Counter();
        state.writeTo(new DigestOutputStream(counter, sum));
        return counter.bytes;
    }

    private static byte[] sums(byte[] description, MessageDigest stateSum) {
        String lines =
                line(Sums.sha256().digest(description), META) + line(stateSum.digest(), STATE);
        return lines.getBytes(StandardCharsets.UTF_8);
    }

    private static String line(byte[] sum, String member) {
        return HexFormat.of().formatHex(sum) + "  " + member + "\n";
    }

    private static void member(
            String name, byte[] bytes, long seconds, TarWriter tar, OutputStream zip)
            throws IOException {
        tar.beginMember(name, bytes.length, seconds);
        zip.write(bytes);
        tar.endMember(bytes.length);
    }

    /** Counts bytes and keeps none. */
    private static final class Counter extends OutputStream {
        long bytes;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] some, int offset, int length) {
            bytes += length;
        }
    }
}

package io.proconsul.model.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Writes plain files as a tar (POSIX.1-1988 ustar). Ends with exactly two blocks of zeros: the
 * reference refuses what other programs fill up behind them.
 */
final class TarWriter {
    private static final int BLOCK = 512;

    private final OutputStream out;

    TarWriter(OutputStream out) {
        this.out = out;
    }

    /** Begins a member; its bytes go to the stream beneath, followed by {@link #endMember}. */
    void beginMember(String name, long size, long seconds) throws IOException {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000600\0"); // the state holds secrets
        put(header, 108, "0000000\0");
        put(header, 116, "0000000\0");
        put(header, 124, octal(size));
        put(header, 136, octal(seconds));
        put(header, 148, "        "); // the sum is taken with blanks in its place
        put(header, 156, "0");
        put(header, 257, "ustar\00000");
        put(header, 148, String.format(Locale.ROOT, "%06o\0 ", sum(header)));
        out.write(header);
    }

    void endMember(long size) throws IOException {
        out.write(new byte[(int) (-size & (BLOCK - 1))]);
    }

    void end() throws IOException {
        out.write(new byte[2 * BLOCK]);
    }

    private static String octal(long number) {
        return String.format(Locale.ROOT, "%011o\0", number);
    }

    private static int sum(byte[] header) {
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        return sum;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}

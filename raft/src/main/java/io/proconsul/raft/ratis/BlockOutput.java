package io.proconsul.raft.ratis;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32C;

/**
 * Writes a stream in blocks, each with its length before it and its CRC-32C after it, and an empty
 * block at the end: whoever reads it notices both damage and a missing rest. Closing writes the end
 * and leaves the stream below open.
 */
final class BlockOutput extends OutputStream {
    static final int BLOCK_BYTES = 64 * 1024;

    private final DataOutputStream out;
    private final byte[] block = new byte[BLOCK_BYTES];
    private final CRC32C checksum = new CRC32C();
    private int filled;
    private long written;

    BlockOutput(OutputStream out) {
        this.out = new DataOutputStream(out);
    }

    /** What came in so far. */
    long written() {
        return written;
    }

    @Override
    public void write(int b) throws IOException {
        block[filled++] = (byte) b;
        written++;
        if (filled == BLOCK_BYTES) {
            endBlock();
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int rest = length;
        while (rest > 0) {
            int part = Math.min(rest, BLOCK_BYTES - filled);
            System.arraycopy(bytes, from, block, filled, part);
            filled += part;
            from += part;
            rest -= part;
            if (filled == BLOCK_BYTES) {
                endBlock();
            }
        }
        written += length;
    }

    private void endBlock() throws IOException {
        checksum.reset();
        checksum.update(block, 0, filled);
        out.writeInt(filled);
        out.write(block, 0, filled);
        out.writeInt((int) checksum.getValue());
        filled = 0;
    }

    @Override
    public void close() throws IOException {
        if (filled > 0) {
            endBlock();
        }
        endBlock();
        out.flush();
    }
}

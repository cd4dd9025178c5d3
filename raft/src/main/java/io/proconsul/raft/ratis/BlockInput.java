package io.proconsul.raft.ratis;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32C;

/** Reads what {@link BlockOutput} wrote; hands out no byte whose block is damaged. */
final class BlockInput extends InputStream {
    private final DataInputStream in;
    private final byte[] block = new byte[BlockOutput.BLOCK_BYTES];
    private final CRC32C checksum = new CRC32C();
    private int next;
    private int filled;
    private boolean ended;

    BlockInput(InputStream in) {
        this.in = new DataInputStream(in);
    }

    @Override
    public int read() throws IOException {
        return available() > 0 || fill() ? block[next++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (available() == 0 && !fill()) {
            return -1;
        }
        int part = Math.min(length, available());
        System.arraycopy(block, next, bytes, offset, part);
        next += part;
        return part;
    }

    @Override
    public int available() {
        return filled - next;
    }

    /** Reads the next block; false at the end. */
    private boolean fill() throws IOException {
        if (ended) {
            return false;
        }
        next = 0;
        filled = 0;
        int length = readBlock();
        ended = length == 0;
        filled = length;
        return !ended;
    }

    private int readBlock() throws IOException {
        try {
            int length = in.readInt();
            if (length < 0 || length > block.length) {
                throw new IOException("it has a block of %d bytes".formatted(length));
            }
            in.readFully(block, 0, length);
            checksum.reset();
            checksum.update(block, 0, length);
            if (in.readInt() != (int) checksum.getValue()) {
                throw new IOException("a block does not have its checksum");
            }
            return length;
        } catch (EOFException cut) {
            throw new IOException("it ends too early", cut);
        }
    }

    /** Reads to the end and counts: an {@link IOException} says what is wrong. */
    long verify() throws IOException {
        long size = 0;
        while (fill()) {
            size += filled;
        }
        return size;
    }
}

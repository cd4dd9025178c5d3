package io.proconsul.rpc.net;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;

/** Writes to a connection from a thread that may block: not before what was written has gone. */
final class ChannelOutput extends OutputStream {
    private final Channel channel;

    ChannelOutput(Channel channel) {
        this.channel = channel;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        var written = channel.writeAndFlush(Unpooled.copiedBuffer(bytes, from, length));
        try {
            written.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException)
                    new InterruptedIOException("given up").initCause(interrupted);
        }
        if (!written.isSuccess()) {
            throw new IOException(written.cause().getMessage(), written.cause());
        }
    }
}

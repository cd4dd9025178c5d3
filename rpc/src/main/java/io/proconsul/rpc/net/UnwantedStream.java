package io.proconsul.rpc.net;

import io.netty.buffer.ByteBuf;

/** A stream nobody asked for: what comes on it is dropped, and it is closed with its opener. */
record UnwantedStream(Pipe pipe) implements PipeListener {
    @Override
    public void received(ByteBuf bytes) {
        int count = bytes.readableBytes();
        bytes.skipBytes(count);
        pipe.consumed(count);
    }

    @Override
    public void finished() {
        pipe.finish();
    }

    @Override
    public void broken(String why) {}
}

package io.proconsul.rpc.net;

import io.netty.buffer.ByteBuf;

/** Hears what comes through a {@link Pipe}, on its event loop. */
interface PipeListener {
    /** Reads all of it before it returns. */
    void received(ByteBuf bytes);

    /** The other side sends nothing more. */
    void finished();

    /** The pipe is gone, both ways. */
    void broken(String why);
}

package io.proconsul.rpc.net;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslHandler;

/** TLS on connections that others open. Any thread. */
public interface AcceptedTls {
    /** Receives the handshake of one connection. */
    SslHandler handler(ByteBufAllocator allocator);

    /** Whether connections without TLS are closed ({@code verify_incoming_rpc}). */
    boolean required();
}

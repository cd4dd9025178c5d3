package io.proconsul.rpc.net;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslHandler;

import java.net.InetSocketAddress;
import java.util.Optional;

/** TLS on connections that we open. Any thread. */
@FunctionalInterface
public interface DialledTls {
    /** Begins the handshake with one server; empty when it is talked to in the clear. */
    Optional<SslHandler> handler(ByteBufAllocator allocator, InetSocketAddress server);

    /** Never. */
    static DialledTls none() {
        return (allocator, server) -> Optional.empty();
    }
}

package io.proconsul.gossip.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;

import java.io.IOException;
import java.net.InetSocketAddress;

/** Waits until a port is open, or says why it is not. */
final class Binding {
    private Binding() {}

    static Channel await(ChannelFuture binding, InetSocketAddress bind) throws IOException {
        binding.awaitUninterruptibly();
        if (!binding.isSuccess()) {
            throw new IOException("listening on " + bind + ": " + binding.cause(), binding.cause());
        }
        return binding.channel();
    }
}

package io.proconsul.runtime.net;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;

/** The threads that watch sockets. One group serves all listeners of a process. */
public final class EventLoops {
    private EventLoops() {}

    /**
     * Starts a group of daemon threads; whoever starts it shuts it down.
     *
     * @param threads at least 1; work on them must be short
     */
    public static EventLoopGroup start(int threads) {
        return new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory("net", true), NioIoHandler.newFactory());
    }
}

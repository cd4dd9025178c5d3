package io.proconsul.rpc.net;

import io.netty.channel.EventLoopGroup;
import io.proconsul.rpc.snapshot.SnapshotService;
import io.proconsul.runtime.net.EventLoops;
import io.proconsul.runtime.random.Chance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A listener on the loopback and everything to call it with. */
final class Port implements AutoCloseable {
    final FakeServer server = new FakeServer();
    final EventLoopGroup loops = EventLoops.start(2);
    final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    final Connector connector = new Connector(loops, Optional.empty(), DialledTls.none());
    final ConnectionPool pool = new ConnectionPool(PoolSettings.CLIENT, connector, threads);
    final FramePool frames = new FramePool(connector);
    final RpcListener listener;

    Port() {
        this(RpcLimits.DEFAULT);
    }

    Port(RpcLimits limits) {
        this(
                limits,
                SnapshotService.refusing("nothing to save"),
                CompletableFuture::completedFuture);
    }

    Port(RpcLimits limits, SnapshotService snapshots, FrameHandler frames) {
        try {
            listener =
                    RpcListener.listen(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                            new RpcServices(server, snapshots, frames, Optional.empty()),
                            limits,
                            loops,
                            threads,
                            Chance.seeded(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InetSocketAddress address() {
        return listener.address();
    }

    @Override
    public void close() {
        pool.close();
        frames.close();
        listener.close();
        threads.shutdownNow();
        var _ = loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }
}

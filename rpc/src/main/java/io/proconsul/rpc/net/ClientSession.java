package io.proconsul.rpc.net;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.proconsul.rpc.yamux.Session;
import io.proconsul.runtime.random.Chance;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/**
 * One connection to a server, from the first attempt to its end. Calls are handed to the event loop
 * in batches: whoever comes while the loop is busy adds to what it will find.
 */
final class ClientSession implements MuxConnection.Owner {
    /** More calls at once than any agent makes; the next fail. */
    static final int CALLS_MAX = 65_536;

    private final InetSocketAddress server;
    private final PoolSettings settings;
    private final Connector connector;
    private final Executor threads;
    private final BiConsumer<InetSocketAddress, ClientSession> leave;
    private final EventLoop loop;

    private final Queue<PendingCall<?>> submitted = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean drainScheduled = new AtomicBoolean();
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile boolean gone;
    private volatile @Nullable Channel channel;

    // ---- the event loop's

    private @Nullable MuxConnection connection;

    /** Streams that wait for the next call; the last used one first. */
    private final ArrayDeque<ClientStream> idle = new ArrayDeque<>();

    private final Map<PendingCall<?>, ClientStream> underway = new HashMap<>();
    private long lastUsed;

    ClientSession(
            InetSocketAddress server,
            PoolSettings settings,
            Connector connector,
            Executor threads,
            BiConsumer<InetSocketAddress, ClientSession> leave) {
        this.server = server;
        this.settings = settings;
        this.connector = connector;
        this.threads = threads;
        this.leave = leave;
        this.loop = connector.nextLoop();
    }

    // ---- any thread

    /** Opens the connection; only the first time. */
    void begin() {
        if (begun.compareAndSet(false, true)) {
            var mux = new MuxConnection(Session.Side.DIALLER, this, Chance.secure());
            channel = connector.open(loop, server, FirstByte.MULTIPLEXED, mux, this::notOpened);
        }
    }

    /** False when the session is over and another must be opened. */
    boolean submit(PendingCall<?> call) {
        if (gone) {
            return false;
        }
        call.carriedBy(this);
        submitted.add(call);
        drainSoon();
        return true;
    }

    private void drainSoon() {
        if (drainScheduled.compareAndSet(false, true)) {
            loop.execute(this::drain);
        }
    }

    void giveUp(PendingCall<?> call) {
        loop.execute(() -> {
            ClientStream stream = underway.remove(call);
            if (stream != null) {
                stream.giveUp();
            }
        });
    }

    void close() {
        loop.execute(() -> {
            MuxConnection open = connection;
            Channel opening = channel;
            if (open != null) {
                open.close();
            } else if (opening != null) {
                var _ = opening.close();
            }
        });
    }

    // ---- the event loop

    private void drain() {
        drainScheduled.set(false);
        if (gone) { // none of these was sent, so writes may be repeated too
            fail(ConnectionPool.GETTING_CLIENT + "session shutdown");
        } else if (connection != null) {
            startAll(connection);
        }
    }

    private void startAll(MuxConnection open) {
        for (var call = submitted.poll(); call != null; call = submitted.poll()) {
            if (!call.isDone()) {
                start(open, call);
            }
        }
    }

    private void start(MuxConnection open, PendingCall<?> call) {
        ClientStream stream = idle.poll();
        if (stream == null && underway.size() >= CALLS_MAX) {
            call.fail(ConnectionPool.GETTING_CLIENT + "too many calls at once");
            return;
        }
        if (stream == null && !open.opens()) {
            call.fail(ConnectionPool.GETTING_CLIENT + "session shutdown");
            retire(open);
            return;
        }
        if (stream == null) {
            stream = ClientStream.on(open, this);
        }
        underway.put(call, stream);
        stream.start(call, now() + call.patience().toNanos());
    }

    /** The peer said farewell: calls under way go on, new ones go to another connection. */
    private void retire(MuxConnection open) {
        gone = true;
        leave.accept(server, this);
        if (underway.isEmpty()) {
            open.close();
        }
    }

    private long now() {
        return loop.ticker().nanoTime();
    }

    private void notOpened(String why) {
        gone = true;
        leave.accept(server, this);
        fail(ConnectionPool.GETTING_CLIENT + "failed to get conn: " + why);
    }

    private void fail(String text) {
        for (var call = submitted.poll(); call != null; call = submitted.poll()) {
            call.fail(text);
        }
    }

    @Override
    public void ready(MuxConnection open) {
        connection = open;
        lastUsed = now();
        startAll(open);
    }

    /** Servers open no streams; one that does gets it back. */
    @Override
    public PipeListener accepted(MuxConnection open, Pipe stream) {
        return new UnwantedStream(stream);
    }

    /** The call on this stream is over. */
    void over(ClientStream stream, PendingCall<?> call, boolean reusable) {
        underway.remove(call);
        lastUsed = now();
        if (reusable && idle.size() < settings.idleStreams()) {
            idle.push(stream);
        } else {
            stream.close();
        }
    }

    /** An idle stream was closed by the server. */
    void lost(ClientStream stream) {
        idle.remove(stream);
    }

    @Override
    public void ticked(MuxConnection open, long now) {
        List<ClientStream> late = new ArrayList<>();
        underway.values().stream().filter(stream -> stream.late(now)).forEach(late::add);
        late.forEach(ClientStream::expire);
        if (!underway.isEmpty()) {
            lastUsed = now;
        } else if (gone || now - lastUsed >= settings.idle().toNanos()) {
            gone = true;
            leave.accept(server, this);
            open.close();
        }
    }

    @Override
    public void ended(MuxConnection open, String why) {
        gone = true;
        leave.accept(server, this);
        drainSoon();
    }

    Executor threads() {
        return threads;
    }
}

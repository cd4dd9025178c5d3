package io.proconsul.rpc.servers;

import io.proconsul.rpc.Answer;
import io.proconsul.rpc.Caller;
import io.proconsul.rpc.Relay;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.Method;
import io.proconsul.rpc.method.Repetition;
import io.proconsul.rpc.net.ConnectionPool;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.clock.Timers;
import io.proconsul.runtime.random.Chance;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Calls the cluster from an agent that is no server. A call goes to the preferred server; when that
 * fails, others are preferred from then on, and the call is repeated where that can do no harm:
 *
 * <ul>
 *   <li>the server was not reached, so that nothing was sent: at once with each other server;
 *   <li>there is no leader, or the connection broke under a read: with the next server after a
 *       random pause, for as long as {@code performance.rpc_hold_timeout}.
 * </ul>
 *
 * <p>Equal reads share calls ({@link SharedReads}).
 */
public final class RemoteCaller implements Caller {
    /** Gossip has told of no server; observed on 1.8.7. */
    public static final String NO_SERVERS = "No known Consul servers";

    private static final Logger LOG = LoggerFactory.getLogger("agent.client");

    /** A pause lasts up to this part of the hold. */
    private static final int PAUSE_PART = 16;

    private final Wire wire;
    private final ServerBook book;
    private final String datacenter;
    private final Duration hold;
    private final Clock clock;
    private final Timers timers;
    private final Chance chance;
    private final SharedReads shared = new SharedReads();

    /** One call to one server, as {@link ConnectionPool#call} makes it. */
    @FunctionalInterface
    public interface Wire {
        <Q, R> CompletableFuture<Answer<R>> call(
                InetSocketAddress server, Method<Q, R> method, Q request);
    }

    /**
     * @param wire the pool's
     * @param datacenter this agent's; its servers pass on what is meant for another
     * @param hold how long a call is repeated
     */
    public RemoteCaller(
            Wire wire,
            ServerBook book,
            String datacenter,
            Duration hold,
            Clock clock,
            Timers timers,
            Chance chance) {
        this.wire = wire;
        this.book = book;
        this.datacenter = datacenter;
        this.hold = hold;
        this.clock = clock;
        this.timers = timers;
        this.chance = chance;
    }

    @Override
    public <Q, R> CompletableFuture<Answer<R>> call(Method<Q, R> method, Q request) {
        return shared.call(method, request, () -> new Attempts<>(method, request).begin());
    }

    /** One call, until it is answered or given up. */
    private final class Attempts<Q, R> extends Relay<Answer<R>> {
        private final Method<Q, R> method;
        private final Q request;
        private final long begun = clock.nanos();

        /** Servers that may still be tried at once because the last was not reached. */
        private int others;

        Attempts(Method<Q, R> method, Q request) {
            this.method = method;
            this.request = request;
        }

        CompletableFuture<Answer<R>> begin() {
            others = book.in(datacenter).size() - 1;
            attempt();
            return this;
        }

        private void attempt() {
            if (isDone()) { // given up meanwhile
                return;
            }
            Optional<KnownServer> server = book.first(datacenter);
            if (server.isEmpty()) {
                completeExceptionally(new RpcException(NO_SERVERS));
                return;
            }
            CompletableFuture<Answer<R>> call = wire.call(server.get().address(), method, request);
            standsFor(call);
            var _ =
                    call.whenComplete((answer, failure) -> {
                        if (failure == null) {
                            complete(answer);
                        } else if (!isDone()) {
                            failed(server.get(), failure);
                        }
                    });
        }

        private void failed(KnownServer server, Throwable failure) {
            LOG.atError()
                    .addKeyValue("method", method.name())
                    .addKeyValue("server", server.address())
                    .addKeyValue("error", failure.getMessage())
                    .log("RPC failed to server");
            book.failed(server);
            RpcException told = told(failure);
            if (told.says(ConnectionPool.GETTING_CLIENT) && others-- > 0) {
                attempt();
            } else if (mayRepeat(told) && clock.nanos() - begun < hold.toNanos()) {
                Duration pause = chance.upTo(hold.dividedBy(PAUSE_PART));
                timers.after(pause, this::attempt);
            } else {
                completeExceptionally(told);
            }
        }

        private boolean mayRepeat(RpcException failure) {
            return failure.says(RpcException.NO_LEADER) || Repetition.isHarmless(method, failure);
        }
    }

    private static RpcException told(Throwable failure) {
        Throwable cause = failure.getCause();
        if (failure instanceof RpcException told) {
            return told;
        }
        return cause instanceof RpcException told
                ? told
                : new RpcException(ConnectionPool.MAKING_CALL + failure);
    }
}

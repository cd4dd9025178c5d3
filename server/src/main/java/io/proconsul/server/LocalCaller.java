package io.proconsul.server;

import io.proconsul.model.query.Query;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.query.Write;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.Caller;
import io.proconsul.rpc.Relay;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.Method;
import io.proconsul.security.acl.Authorizer;
import io.proconsul.security.acl.TokenResolver;
import io.proconsul.security.acl.UnknownTokenException;
import io.proconsul.server.endpoint.Endpoint;
import io.proconsul.server.endpoint.Endpoints;
import io.proconsul.server.query.BlockingQueries;
import io.proconsul.server.query.Question;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Serves calls on a server: in place, or by passing them on. This is the one place that decides
 * where a call runs; endpoints never ask.
 *
 * <p>Reads in the default mode on a leader that knows all that was committed, and reads that may be
 * stale, are answered before the call returns, unless they wait for a change. Everything else may
 * have to wait for the log or for a leader.
 */
final class LocalCaller implements Caller {
    private final String datacenter;
    private final String ownAddress;
    private final Endpoints endpoints;
    private final TokenResolver tokens;
    private final Leadership leadership;
    private final BlockingQueries queries;
    private final ReadBarrier barrier;
    private final HeldCalls held;
    private final Forwarder forwarder;
    private final Executor worker;

    /**
     * @param worker evaluates reads that were waiting for the engine and take more than a look-up
     */
    LocalCaller(
            ServerSettings settings,
            Endpoints endpoints,
            TokenResolver tokens,
            Leadership leadership,
            BlockingQueries queries,
            ReadBarrier barrier,
            HeldCalls held,
            Forwarder forwarder,
            Executor worker) {
        this.datacenter = settings.datacenter();
        this.ownAddress = settings.address();
        this.endpoints = endpoints;
        this.tokens = tokens;
        this.leadership = leadership;
        this.queries = queries;
        this.barrier = barrier;
        this.held = held;
        this.forwarder = forwarder;
        this.worker = worker;
    }

    @Override
    public <Q, R> CompletableFuture<Answer<R>> call(Method<Q, R> method, Q request) {
        try {
            return route(method, endpoints.find(method), request);
        } catch (RuntimeException failure) {
            return CompletableFuture.failedFuture(Failures.told(failure));
        }
    }

    private <Q, R> CompletableFuture<Answer<R>> route(
            Method<Q, R> method, Endpoint<Q, R> endpoint, Q request) {
        requireOwnDatacenter(method, request);
        boolean here =
                switch (method.kind()) {
                    case LOCAL -> true;
                    case QUERY -> answersAtOnce(((Query) request).options());
                    case WRITE -> false;
                };
        if (here) {
            return serve(method, endpoint, request);
        }
        boolean consistent = request instanceof Query query && query.options().requireConsistent();
        return held.run(
                () -> atLeader(method, endpoint, request, consistent),
                () -> giveUpText(consistent));
    }

    /** Methods that run where they are asked may leave the datacenter out, the others may not. */
    private void requireOwnDatacenter(Method<?, ?> method, Object request) {
        String wanted =
                switch (request) {
                    case Query query -> query.datacenter();
                    case Write write -> write.datacenter();
                    default -> datacenter;
                };
        boolean leftOut = wanted.isEmpty() && method.kind() == Method.Kind.LOCAL;
        if (!wanted.equals(datacenter) && !leftOut) {
            throw new RpcException(RpcException.NO_DATACENTER_PATH);
        }
    }

    private boolean answersAtOnce(QueryOptions options) {
        return options.allowStale()
                ? leadership.heard()
                : leadership.ready() && !options.requireConsistent();
    }

    private String giveUpText(boolean consistent) {
        return consistent && leadership.becoming()
                ? RpcException.NOT_READY
                : RpcException.NO_LEADER;
    }

    /** Null when there is no leader. */
    private <Q, R> @Nullable CompletableFuture<Answer<R>> atLeader(
            Method<Q, R> method, Endpoint<Q, R> endpoint, Q request, boolean consistent) {
        if (leadership.ready()) {
            return consistent
                    ? serveConfirmed(method, endpoint, request)
                    : serve(method, endpoint, request);
        }
        String leader = leadership.leaderAddress();
        return leader.isEmpty() || leader.equals(ownAddress)
                ? null
                : forwarder.toLeader(leader, method, request);
    }

    private <Q, R> CompletableFuture<Answer<R>> serve(
            Method<Q, R> method, Endpoint<Q, R> endpoint, Q request) {
        return switch (endpoint) {
            case Endpoint.Reads<Q, R> reads -> {
                Authorizer authorizer = authorizer(request);
                yield queries.answer(
                        method, (Query) request, authorizer, reads.question(request, authorizer));
            }
            case Endpoint.Acts<Q, R> acts -> acts.act(request, authorizer(request));
            case Endpoint.Tells<Q, R> tells ->
                    CompletableFuture.completedFuture(Answer.of(tells.tell()));
        };
    }

    /**
     * Serves after leadership was confirmed. The confirmation comes on a thread of the engine's, so
     * what takes more than a look-up moves to the worker.
     */
    private <Q, R> CompletableFuture<Answer<R>> serveConfirmed(
            Method<Q, R> method, Endpoint<Q, R> endpoint, Q request) {
        if (endpoint instanceof Endpoint.Reads<Q, R> reads) {
            Authorizer authorizer = authorizer(request);
            Question<?, R> question = reads.question(request, authorizer);
            return afterBarrier(
                    question.kept() ? worker : Runnable::run,
                    () -> queries.answer(method, (Query) request, authorizer, question));
        }
        return afterBarrier(worker, () -> serve(method, endpoint, request));
    }

    private <R> CompletableFuture<Answer<R>> afterBarrier(
            Executor where, Supplier<CompletableFuture<Answer<R>>> work) {
        Relay<Answer<R>> answer = new Relay<>();
        var _ =
                barrier.confirm()
                        .whenComplete((confirmed, failure) -> {
                            if (failure != null) {
                                answer.completeExceptionally(failure);
                            } else {
                                where.execute(() -> begin(work, answer));
                            }
                        });
        return answer;
    }

    private static <T> void begin(Supplier<CompletableFuture<T>> work, Relay<T> answer) {
        if (answer.isDone()) { // given up meanwhile
            return;
        }
        try {
            answer.follow(work.get());
        } catch (RuntimeException failure) {
            answer.completeExceptionally(failure);
        }
    }

    private Authorizer authorizer(Object request) {
        String token =
                switch (request) {
                    case Query query -> query.options().token();
                    case Write write -> write.options().token();
                    default -> "";
                };
        try {
            return tokens.resolve(token);
        } catch (UnknownTokenException unknown) {
            throw new RpcException(RpcException.ACL_NOT_FOUND);
        }
    }
}

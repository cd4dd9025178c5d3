package io.proconsul.server;

import io.proconsul.model.query.Query;
import io.proconsul.model.query.QueryMeta;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.model.query.Write;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.Caller;
import io.proconsul.rpc.Relay;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.Method;
import io.proconsul.rpc.method.Repetition;
import io.proconsul.security.acl.Authorizer;
import io.proconsul.security.acl.TokenResolver;
import io.proconsul.security.acl.UnknownTokenException;
import io.proconsul.server.endpoint.Endpoint;
import io.proconsul.server.endpoint.Endpoints;
import io.proconsul.server.endpoint.OtherDatacenters;
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
 * <p>Reads in the default mode on a leader that knows all that was committed and that cannot have
 * been deposed, and reads that may be stale, are answered before the call returns, unless they wait
 * for a change. Everything else may have to wait for the log or for a leader. A follower answers
 * reads itself, after it asked the leader what its state must hold: many share that question, and
 * the leader is spared the answers.
 */
final class LocalCaller implements Caller {
    private final String datacenter;
    private final OtherDatacenters others;
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
            OtherDatacenters others,
            Executor worker) {
        this.datacenter = settings.datacenter();
        this.others = others;
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
        String wanted = datacenter(method, request);
        if (!wanted.equals(datacenter)) {
            return others.call(wanted, method, request);
        }
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
                () -> somewhere(method, endpoint, request),
                failure -> Repetition.isHarmless(method, failure),
                () -> giveUpText(consistent));
    }

    /** Methods that run where they are asked may leave the datacenter out, the others may not. */
    private String datacenter(Method<?, ?> method, Object request) {
        String wanted =
                switch (request) {
                    case Query query -> query.datacenter();
                    case Write write -> write.datacenter();
                    default -> datacenter;
                };
        return wanted.isEmpty() && method.kind() == Method.Kind.LOCAL ? datacenter : wanted;
    }

    private boolean answersAtOnce(QueryOptions options) {
        return options.allowStale()
                ? leadership.heard()
                : !options.requireConsistent() && leadership.certain();
    }

    private String giveUpText(boolean consistent) {
        return consistent && leadership.becoming()
                ? RpcException.NOT_READY
                : RpcException.NO_LEADER;
    }

    /**
     * At the leader, or for what reads the state also here once it holds all that the leader had
     * acknowledged. Null when there is no leader.
     */
    private <Q, R> @Nullable CompletableFuture<Answer<R>> somewhere(
            Method<Q, R> method, Endpoint<Q, R> endpoint, Q request) {
        if (leadership.ready()) {
            return method.kind() == Method.Kind.QUERY
                    ? serveConfirmed(method, endpoint, request)
                    : serve(method, endpoint, request);
        }
        if (endpoint instanceof Endpoint.Reads && leadership.followsAsVoter()) {
            return serveConfirmed(method, endpoint, request);
        }
        String leader = leadership.leaderAddress();
        return leader.isEmpty() || leadership.leadsItself()
                ? null
                : forwarder.to(leader, method, request);
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
     * Serves once the state here is known to hold all that was acknowledged before, as fresh as the
     * leader's. The confirmation comes on a thread of the engine's, so what takes more than a
     * look-up moves to the worker.
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

    private static <R> void begin(
            Supplier<CompletableFuture<Answer<R>>> work, Relay<Answer<R>> answer) {
        if (answer.isDone()) { // given up meanwhile
            return;
        }
        try {
            CompletableFuture<Answer<R>> served = work.get();
            answer.standsFor(served);
            var _ = served.whenComplete((found, failure) -> tell(found, failure, answer));
        } catch (RuntimeException failure) {
            answer.completeExceptionally(failure);
        }
    }

    private static <R> void tell(
            @Nullable Answer<R> found, @Nullable Throwable failure, Relay<Answer<R>> answer) {
        if (found == null) {
            answer.completeExceptionally(Failures.told(failure));
        } else {
            answer.complete(new Answer<>(found.body(), QueryMeta.leader(found.meta().index())));
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

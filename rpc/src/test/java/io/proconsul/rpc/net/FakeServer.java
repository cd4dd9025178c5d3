package io.proconsul.rpc.net;

import io.proconsul.model.query.QueryMeta;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.Caller;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.Method;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Answers as it was told to, or leaves calls waiting for the test to answer. */
final class FakeServer implements Caller {
    private final Map<String, Function<Object, Object>> answers = new ConcurrentHashMap<>();
    private final BlockingQueue<Held> held = new LinkedBlockingQueue<>();

    /** A call that waits. */
    record Held(Method<?, ?> method, Object request, CompletableFuture<Answer<Object>> answer) {
        void answer(Object reply) {
            answer.complete(Answer.of(reply, QueryMeta.leader(7)));
        }
    }

    <Q, R> void answers(Method<Q, R> method, Function<Q, R> answer) {
        answers.put(method.name(), request -> answer.apply(method.request().cast(request)));
    }

    /** Says nothing but "done". */
    @SuppressWarnings("NullAway") // Void has no other value
    void does(Method<?, Void> method) {
        answers.put(method.name(), request -> null);
    }

    <Q> void refuses(Method<Q, ?> method, String text) {
        answers.put(
                method.name(),
                request -> {
                    throw new RpcException(text);
                });
    }

    /** The next call that nobody said how to answer. */
    Held held() throws InterruptedException {
        Held call = held.poll(20, TimeUnit.SECONDS);
        if (call == null) {
            throw new AssertionError("no call came");
        }
        return call;
    }

    @Override
    public <Q, R> CompletableFuture<Answer<R>> call(Method<Q, R> method, Q request) {
        Function<Object, Object> answer = answers.get(method.name());
        if (answer == null) {
            CompletableFuture<Answer<Object>> promise = new CompletableFuture<>();
            held.add(new Held(method, request, promise));
            return cast(promise);
        }
        try {
            return cast(
                    CompletableFuture.completedFuture(
                            Answer.of(answer.apply(request), QueryMeta.leader(7))));
        } catch (RpcException refusal) {
            return CompletableFuture.failedFuture(refusal);
        }
    }

    @SuppressWarnings("unchecked") // the test says what the method replies
    private static <R> CompletableFuture<Answer<R>> cast(CompletableFuture<?> answer) {
        return (CompletableFuture<Answer<R>>) answer;
    }
}

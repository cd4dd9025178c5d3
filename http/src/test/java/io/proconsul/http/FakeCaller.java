package io.proconsul.http;

import io.proconsul.model.query.QueryMeta;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.Caller;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.Method;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A cluster that answers what the test says and remembers what it was asked. */
final class FakeCaller implements Caller {
    static final QueryMeta META = QueryMeta.leader(42);

    private final Map<Method<?, ?>, Function<Object, CompletableFuture<? extends Answer<?>>>>
            answers = new HashMap<>();
    private final List<Object> questions = new ArrayList<>();

    /** Answers with that value, read at index 42. */
    <Q, R> FakeCaller on(Method<Q, R> method, R reply) {
        return play(method, question -> CompletableFuture.completedFuture(Answer.of(reply, META)));
    }

    /** Does what it is told and has nothing to say. */
    @SuppressWarnings("NullAway") // the only value of that type
    <Q> FakeCaller obey(Method<Q, Void> method) {
        return play(method, question -> CompletableFuture.completedFuture(Answer.of(null)));
    }

    <Q, R> FakeCaller fail(Method<Q, R> method, String text) {
        return play(method, question -> CompletableFuture.failedFuture(new RpcException(text)));
    }

    /** Answers when the test completes the returned future. */
    <Q, R> CompletableFuture<Answer<R>> hold(Method<Q, R> method) {
        var held = new CompletableFuture<Answer<R>>();
        play(method, question -> held);
        return held;
    }

    @SuppressWarnings("unchecked") // each method is asked with its own questions
    <Q, R> FakeCaller play(Method<Q, R> method, Function<Q, CompletableFuture<Answer<R>>> answer) {
        answers.put(method, question -> answer.apply((Q) question));
        return this;
    }

    @Override
    @SuppressWarnings("unchecked") // each method is answered with its own replies
    public <Q, R> CompletableFuture<Answer<R>> call(Method<Q, R> method, Q request) {
        questions.add(request);
        var answer = answers.get(method);
        return answer == null
                ? CompletableFuture.failedFuture(new RpcException(RpcException.NO_LEADER))
                : (CompletableFuture<Answer<R>>) answer.apply(request);
    }

    /** The last question of that kind. */
    <Q> Q asked(Class<Q> kind) {
        return questions.reversed().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody asked for " + kind));
    }

    boolean wasAsked(Class<?> kind) {
        return questions.stream().anyMatch(kind::isInstance);
    }
}

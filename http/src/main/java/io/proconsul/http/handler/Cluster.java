package io.proconsul.http.handler;

import io.proconsul.http.message.Pending;
import io.proconsul.http.message.Request;
import io.proconsul.http.message.Response;
import io.proconsul.http.parameter.Questions;
import io.proconsul.http.route.Failures;
import io.proconsul.model.query.Query;
import io.proconsul.model.query.QueryOptions;
import io.proconsul.rpc.Answer;
import io.proconsul.rpc.Caller;
import io.proconsul.rpc.method.Method;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Asks the cluster and turns what comes back into responses. What is at hand is answered on the
 * spot; the rest is answered on the connection's event loop when it comes.
 *
 * @param caller the cluster
 * @param questions reads what requests ask
 * @param presentation how answers look
 */
public record Cluster(Caller caller, Questions questions, Presentation presentation) {

    /** Asks, and presents the answer. */
    <Q, R> CompletableFuture<Response> ask(
            Request request,
            Method<Q, R> method,
            Q question,
            Function<Answer<R>, Response> present) {
        CompletableFuture<Answer<R>> call = caller.call(method, question);
        return Pending.map(
                call,
                request.loop(),
                (answer, failure) ->
                        answer != null ? present.apply(answer) : Failures.response(of(failure)));
    }

    /**
     * Asks with a question that says how old an answer may be: too old ones are asked of the leader
     * again. Index headers stand on failures too.
     *
     * @param present makes the response of an answer read with these options; they are not always
     *     those of the question
     */
    <Q extends Query, R> CompletableFuture<Response> discover(
            Request request,
            Method<Q, R> method,
            Q question,
            BiFunction<Answer<R>, QueryOptions, Response> present) {
        CompletableFuture<Answer<R>> call = caller.call(method, question);
        if (!limitsAge(question.options())) {
            return Pending.map(
                    call,
                    request.loop(),
                    (answer, failure) -> present(answer, failure, question.options(), present));
        }
        return Pending.chain(
                call,
                request.loop(),
                (answer, failure) -> askAgain(request, method, question, present, answer, failure));
    }

    private static boolean limitsAge(QueryOptions options) {
        return options.allowStale() && options.maxStaleDuration().isPositive();
    }

    private <Q extends Query, R> CompletableFuture<Response> askAgain(
            Request request,
            Method<Q, R> method,
            Q question,
            BiFunction<Answer<R>, QueryOptions, Response> present,
            @Nullable Answer<R> answer,
            @Nullable Throwable failure) {
        QueryOptions options = question.options();
        boolean tooOld =
                answer != null
                        && answer.meta().lastContact().compareTo(options.maxStaleDuration()) > 0;
        if (!tooOld) {
            return CompletableFuture.completedFuture(present(answer, failure, options, present));
        }
        @SuppressWarnings("unchecked") // the same question with other options
        Q again = (Q) question.withOptions(Questions.ofLeader(options));
        return discover(request, method, again, present);
    }

    private static <R> Response present(
            @Nullable Answer<R> answer,
            @Nullable Throwable failure,
            QueryOptions options,
            BiFunction<Answer<R>, QueryOptions, Response> present) {
        return answer != null
                ? IndexHeaders.add(present.apply(answer, options), answer.meta())
                : failed(Failures.response(of(failure)));
    }

    /** What was not found stands alone: 1.8.7 has sent its headers before it thinks of these. */
    private static Response failed(Response response) {
        return response.status() == 404 ? response : IndexHeaders.addNothing(response);
    }

    private static Throwable of(@Nullable Throwable failure) {
        return failure != null ? failure : new AssertionError("neither answer nor failure");
    }
}

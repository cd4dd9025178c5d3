package io.proconsul.server.endpoint;

import io.proconsul.rpc.Answer;
import io.proconsul.rpc.RpcException;
import io.proconsul.security.acl.Authorizer;
import io.proconsul.server.query.Question;

import java.util.concurrent.CompletableFuture;

/**
 * How one method is served on the server where it runs. All of them throw {@link RpcException} when
 * the request is wrong or its token may not do this.
 */
public sealed interface Endpoint<Q, R> {

    /** Reads one thing that can be waited for; only requests that are queries come here. */
    non-sealed interface Reads<Q, R> extends Endpoint<Q, R> {
        Question<?, R> question(Q request, Authorizer authorizer);
    }

    /** Changes something, or reads what cannot be waited for. */
    non-sealed interface Acts<Q, R> extends Endpoint<Q, R> {
        CompletableFuture<Answer<R>> act(Q request, Authorizer authorizer);
    }

    /** Tells everybody the same; no token is looked at, so an unknown one does no harm. */
    non-sealed interface Tells<Q, R> extends Endpoint<Q, R> {
        R tell();
    }
}

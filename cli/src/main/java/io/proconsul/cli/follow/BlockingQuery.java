package io.proconsul.cli.follow;

import io.proconsul.cli.client.AgentClient;
import io.proconsul.cli.client.ApiException;
import io.proconsul.cli.client.ApiRequest;
import io.proconsul.cli.client.ApiResponse;

import java.util.function.Supplier;

/**
 * A question whose next answer comes when something changed: it carries the index of the last
 * answer, and the agent waits until there is a newer one. Used by one thread at a time.
 */
public final class BlockingQuery {
    private static final int NOT_FOUND = 404;

    private final AgentClient agent;
    private final Supplier<ApiRequest> question;
    private long index;

    /**
     * @param question makes the request without its index, anew for each time
     */
    public BlockingQuery(AgentClient agent, Supplier<ApiRequest> question) {
        this.agent = agent;
        this.question = question;
    }

    /** The index of the last answer; 0 before the first and after {@link #forget}. */
    public long index() {
        return index;
    }

    /** The next answer does not wait. */
    public void forget() {
        index = 0;
    }

    /**
     * Asks, and waits as long as the agent does. What is not there is an answer, too: one of status
     * 404. An index that went back, as after a restore, is forgotten.
     *
     * @throws ApiException for every other refusal; the index is kept
     */
    public ApiResponse next() throws ApiException {
        ApiRequest request = question.get();
        if (index > 0) {
            request.with("index", Long.toUnsignedString(index));
        }
        ApiResponse answer = agent.exchange(request);
        if (!answer.isSuccess() && answer.status() != NOT_FOUND) {
            throw new ApiException(answer.refusal());
        }
        long next = answer.index();
        index = Long.compareUnsigned(next, index) < 0 ? 0 : next;
        return answer;
    }
}

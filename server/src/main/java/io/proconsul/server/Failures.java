package io.proconsul.server;

import io.proconsul.raft.ConsensusException;
import io.proconsul.rpc.RpcException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.CompletionException;

/** What callers are told of failures: always an {@link RpcException}, whose text is the wire's. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger("agent.server");

    /** How calls fail that never left this server. */
    private static final String UNREACHED = "rpc error getting client: ";

    private Failures() {}

    /** Whether nothing happened and another server, or this one a little later, may do it. */
    static boolean mayTryAgain(Throwable failure) {
        Throwable cause = cause(failure);
        return cause instanceof ConsensusException.NotLeader
                || cause instanceof RpcException refusal
                        && (refusal.says(RpcException.NO_LEADER) || refusal.says(UNREACHED));
    }

    static RpcException told(@Nullable Throwable failure) {
        Throwable cause = failure == null ? null : cause(failure);
        return switch (cause) {
            case RpcException refusal -> refusal;
            case ConsensusException why -> new RpcException(String.valueOf(why.getMessage()));
            case null -> new RpcException("no answer");
            default -> unexpected(cause);
        };
    }

    private static RpcException unexpected(Throwable cause) {
        LOG.error("a call failed unexpectedly", cause);
        return new RpcException("internal error: " + cause);
    }

    private static Throwable cause(Throwable failure) {
        Throwable inner = failure.getCause();
        return failure instanceof CompletionException && inner != null ? inner : failure;
    }
}

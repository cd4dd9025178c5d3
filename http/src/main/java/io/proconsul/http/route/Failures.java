package io.proconsul.http.route;

import io.proconsul.agent.member.MembershipException;
import io.proconsul.agent.service.AgentRefusal;
import io.proconsul.http.message.BrokenBodyException;
import io.proconsul.http.message.Pending;
import io.proconsul.http.message.Refusal;
import io.proconsul.http.message.Response;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.PreparedQueryMethods;
import io.proconsul.security.acl.UnknownTokenException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where failures become answers. */
public final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger("agent.http");

    private Failures() {}

    /** The answer to a request that failed like that. */
    public static Response response(Throwable failure) {
        return switch (Pending.cause(failure)) {
            case Refusal refusal -> refusal.response();
            case AgentRefusal refusal -> Response.text(refusal.kind().httpStatus(), refusal.text());
            case RpcException remote -> Response.text(status(remote), text(remote));
            case UnknownTokenException unknown -> Response.text(403, text(unknown));
            case MembershipException membership -> Response.text(500, text(membership));
            case BrokenBodyException broken -> Response.text(500, text(broken)).closing();
            case Throwable ours -> unexpected(ours);
        };
    }

    private static int status(RpcException failure) {
        if (failure.says(RpcException.PERMISSION_DENIED)
                || failure.says(RpcException.ACL_NOT_FOUND)) {
            return 403;
        }
        if (failure.says(PreparedQueryMethods.NOT_FOUND)) {
            return 404;
        }
        return failure.says(RpcException.ACL_DISABLED) ? 401 : 500;
    }

    private static String text(Throwable failure) {
        return String.valueOf(failure.getMessage());
    }

    /** A mistake of ours: whoever operates the agent gets the whole story. */
    private static Response unexpected(Throwable failure) {
        LOG.error("Request failed unexpectedly", failure);
        return Response.text(500, "internal error: " + failure);
    }
}

package io.proconsul.http.handler;

import io.proconsul.http.message.Refusal;
import io.proconsul.http.message.Request;
import io.proconsul.http.parameter.Questions;
import io.proconsul.security.acl.Access;
import io.proconsul.security.acl.Authorizer;
import io.proconsul.security.acl.Resource;
import io.proconsul.security.acl.TokenResolver;

/**
 * Permissions for what this process answers by itself; the agent and the cluster check theirs.
 *
 * @param node this agent's node, which rules about agents name
 */
public record Guard(TokenResolver resolver, Questions questions, String node) {
    /**
     * Lets holders of the permission through.
     *
     * @throws Refusal with 403 for the others
     */
    void require(Request request, Resource resource, Access access) {
        String name = resource == Resource.AGENT ? node : "";
        if (!authorizer(request).allows(resource, access, name)) {
            throw Refusal.of(403, "Permission denied");
        }
    }

    /** What the request's token allows. */
    Authorizer authorizer(Request request) {
        return resolver.resolve(questions.token(request));
    }
}

package io.proconsul.http.handler;

import io.proconsul.agent.Agent;
import io.proconsul.agent.member.Member;
import io.proconsul.agent.member.Members;
import io.proconsul.http.message.Pending;
import io.proconsul.http.message.Refusal;
import io.proconsul.http.message.Request;
import io.proconsul.http.message.Response;
import io.proconsul.http.route.Endpoint;
import io.proconsul.http.route.EndpointTable;
import io.proconsul.http.route.Failures;
import io.proconsul.http.route.Handler;
import io.proconsul.security.acl.Access;
import io.proconsul.security.acl.Authorizer;
import io.proconsul.security.acl.Resource;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** {@code /v1/agent}: the agent itself and the cluster it belongs to. */
public final class AgentEndpoints implements Family {
    private final Agent agent;
    private final Operations operations;
    private final Guard guard;
    private final Presentation presentation;
    private final Executor threads;

    /**
     * @param threads starts each task on a virtual thread of its own
     */
    public AgentEndpoints(
            Agent agent,
            Operations operations,
            Guard guard,
            Presentation presentation,
            Executor threads) {
        this.agent = agent;
        this.operations = operations;
        this.guard = guard;
        this.presentation = presentation;
        this.threads = threads;
    }

    @Override
    public void addTo(EndpointTable table) {
        table.add("/v1/agent/self", Endpoint.get(this::self));
        table.add("/v1/agent/members", Endpoint.get(Handler.at(this::members)));
        table.add("/v1/agent/reload", Endpoint.put(this::reload));
        table.add("/v1/agent/leave", Endpoint.put(this::leave));
        table.add("/v1/agent/join/", Endpoint.put(this::join));
        table.add("/v1/agent/force-leave/", Endpoint.put(this::forceLeave));
        table.add("/v1/agent/token/", Endpoint.putJson(Handler.at(this::token)));
    }

    private CompletableFuture<Response> self(Request request) {
        return Pending.run(
                threads,
                () -> {
                    guard.require(request, Resource.AGENT, Access.READ);
                    var form =
                            new SelfForm(
                                    agent.node(),
                                    operations.compatibilityVersion(),
                                    operations.debugConfig(),
                                    operations.coordinate(),
                                    agent.members().self(),
                                    operations.stats(),
                                    operations.hasProxyPort());
                    return presentation.json(request, form, SelfForm.JSON);
                });
    }

    private Response members(Request request) {
        boolean wan = !request.query().first("wan").isEmpty();
        String segment = request.query().first("segment");
        if (wan && !segment.isEmpty() && !segment.equals("_all")) {
            throw Refusal.invalid("Cannot provide a segment with wan=true");
        }
        if (!segment.isEmpty() && !segment.equals("_all")) {
            throw Refusal.failed(
                    agent.node().server()
                            ? "Network segments are not supported in this version of Consul"
                            : "segment \"" + segment + "\" not found");
        }
        if (wan && !agent.node().server()) {
            return presentation.json(request, List.of(), LocalForms.NO_MEMBERS);
        }
        Authorizer authorizer = guard.authorizer(request);
        Members members = agent.members();
        List<Member> visible =
                (wan ? members.wan() : members.lan())
                        .stream().filter(member -> visible(authorizer, member)).toList();
        return presentation.json(request, visible, LocalForms.MEMBERS);
    }

    private static boolean visible(Authorizer authorizer, Member member) {
        return authorizer.allowsEverything()
                || authorizer.allows(Resource.NODE, Access.READ, member.name());
    }

    private CompletableFuture<Response> reload(Request request) {
        guard.require(request, Resource.AGENT, Access.WRITE);
        return done(request, operations.reload());
    }

    private CompletableFuture<Response> leave(Request request) {
        guard.require(request, Resource.AGENT, Access.WRITE);
        return done(request, operations.leave());
    }

    private CompletableFuture<Response> join(Request request) {
        guard.require(request, Resource.AGENT, Access.WRITE);
        boolean wan = request.query().first("wan").equals("1");
        return done(request, agent.members().join(List.of(request.rest()), wan));
    }

    private CompletableFuture<Response> forceLeave(Request request) {
        guard.require(request, Resource.OPERATOR, Access.WRITE);
        boolean prune = request.query().has("prune");
        return done(request, agent.members().forceLeave(request.rest(), prune));
    }

    /** There are no tokens to set while access control is off. */
    private Response token(Request request) {
        throw Refusal.of(401, "ACL support disabled");
    }

    /** Nothing is said when it went well. */
    private static CompletableFuture<Response> done(Request request, CompletableFuture<?> work) {
        return Pending.map(
                work,
                request.loop(),
                (nothing, failure) ->
                        failure == null ? Response.empty(200) : Failures.response(failure));
    }
}

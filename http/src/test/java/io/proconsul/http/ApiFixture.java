package io.proconsul.http;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalIoHandler;
import io.proconsul.agent.Agent;
import io.proconsul.agent.AgentSettings;
import io.proconsul.agent.Surroundings;
import io.proconsul.agent.check.http.Tls;
import io.proconsul.agent.node.AgentTokens;
import io.proconsul.agent.node.NodeIdentity;
import io.proconsul.agent.service.ConfiguredDefinitions;
import io.proconsul.http.handler.LogSource;
import io.proconsul.http.message.Application;
import io.proconsul.http.message.BadEscapeException;
import io.proconsul.http.message.Client;
import io.proconsul.http.message.Head;
import io.proconsul.http.message.Headers;
import io.proconsul.http.message.Received;
import io.proconsul.http.message.Response;
import io.proconsul.http.message.Target;
import io.proconsul.runtime.clock.VirtualTime;
import io.proconsul.runtime.disk.Disk;
import io.proconsul.runtime.metrics.Metrics;
import io.proconsul.runtime.net.Dialer;
import io.proconsul.runtime.random.Chance;
import io.proconsul.security.acl.TokenResolver;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The whole API without sockets, in front of a cluster that the test plays and a real agent on
 * virtual time. Whatever would run elsewhere runs on the test's thread.
 */
final class ApiFixture {
    final FakeCaller caller = new FakeCaller();
    final FakeSnapshots snapshots = new FakeSnapshots();
    final FakeOperations operations = new FakeOperations();
    final FakeMembers members = new FakeMembers();
    final VirtualTime time = new VirtualTime();
    final Metrics metrics = new Metrics(time);
    final AgentTokens tokens = new AgentTokens();
    final Agent agent;
    private final Application application;

    ApiFixture() {
        this(HttpSettings.on(), TokenResolver.allowAll());
    }

    ApiFixture(HttpSettings settings) {
        this(settings, TokenResolver.allowAll());
    }

    ApiFixture(HttpSettings settings, TokenResolver resolver) {
        this(settings, resolver, true);
    }

    /** Of an agent that is no server. */
    static ApiFixture ofClient() {
        return new ApiFixture(HttpSettings.on(), TokenResolver.allowAll(), false);
    }

    private ApiFixture(HttpSettings settings, TokenResolver resolver, boolean server) {
        agent = agent(resolver, server);
        agent.start(ConfiguredDefinitions.NONE);
        application = HttpServer.application(settings, surroundings(resolver));
    }

    private Agent agent(TokenResolver resolver, boolean server) {
        var node =
                new NodeIdentity(
                        "11111111-2222-3333-4444-555555555555",
                        "vec",
                        "dc1",
                        server,
                        "127.0.0.1",
                        Map.of("lan", "127.0.0.1"),
                        Map.of("rack", "r1"));
        return new Agent(
                AgentSettings.of(node, null),
                new Surroundings(
                        time,
                        time,
                        Chance.seeded(7),
                        Disk.system(),
                        unreachable(),
                        Tls.system(),
                        Runnable::run,
                        caller,
                        members,
                        resolver,
                        tokens));
    }

    private static Dialer unreachable() {
        return (host, port, timeout) -> {
            throw new IOException("dial tcp " + host + ":" + port + ": connect: refused");
        };
    }

    private HttpServer.Surroundings surroundings(TokenResolver resolver) {
        LogSource silence = (level, json, lines) -> () -> {};
        Executor here = Runnable::run;
        return new HttpServer.Surroundings(
                agent,
                caller,
                snapshots,
                operations,
                resolver,
                silence,
                metrics,
                time,
                Disk.system(),
                here,
                unusedLoops());
    }

    /** Threads that never start, because nothing is listened on. */
    private static EventLoopGroup unusedLoops() {
        return new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());
    }

    Response get(String target, String... headers) {
        return send("GET", target, "", headers);
    }

    Response put(String target, String body, String... headers) {
        return send("PUT", target, body, headers);
    }

    Response delete(String target) {
        return send("DELETE", target, "");
    }

    /** The answer, which must be there at once. */
    Response send(String method, String target, String body, String... headers) {
        CompletableFuture<Response> answer = start(method, target, body, headers);
        if (!answer.isDone()) {
            throw new AssertionError("no answer yet to " + method + " " + target);
        }
        return answer.join();
    }

    CompletableFuture<Response> start(
            String method, String target, String body, String... headers) {
        Application.Admission admission = admit(method, target, headers);
        Received received = Received.of(body);
        long size = body.length();
        return size > 0 && admission.bodyLimit() > 0 && size > admission.bodyLimit()
                ? CompletableFuture.completedFuture(admission.tooLarge(size))
                : admission.answer(received, Runnable::run);
    }

    Application.Admission admit(String method, String target, String... headers) {
        return application.admit(
                new Head(method, target(target), Headers.of(List.of(headers)), Client.LOCAL));
    }

    private static Target target(String raw) {
        try {
            return Target.parse(raw);
        } catch (BadEscapeException bad) {
            throw new AssertionError(raw, bad);
        }
    }

    /** Status and body, which is what most tests compare. */
    static String shown(Response response) {
        return response.status() + " " + response.payload();
    }
}

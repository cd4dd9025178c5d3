package io.proconsul.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.proconsul.rpc.Answer;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.Method;
import io.proconsul.runtime.clock.VirtualTime;
import io.proconsul.runtime.metrics.Metrics;
import io.proconsul.runtime.random.Chance;
import io.proconsul.security.acl.TokenResolver;
import io.proconsul.server.endpoint.OtherDatacenters;
import io.proconsul.server.leader.Member;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** One server on virtual time, with a log that the test leads. */
public final class ServerFixture {
    public static final String NODE = "s1";

    public final VirtualTime time = new VirtualTime();
    public final TaskQueue notifier = new TaskQueue();
    public final List<Member> members = new ArrayList<>();
    final FakePools pools = new FakePools(NODE);
    public final Server server;
    private @Nullable DirectEngine engine;

    public ServerFixture() {
        this(TokenResolver.allowAll(), Forwarder.none(), false);
    }

    public ServerFixture(TokenResolver tokens, Forwarder forwarder, boolean keyListPolicy) {
        members.add(Member.server(NODE, "127.0.0.1", "dc1", "node-id", 8300, "1.8.7:"));
        server =
                new Server(
                        settings(keyListPolicy),
                        new ServerSurroundings(
                                time,
                                time,
                                Chance.seeded(3),
                                notifier,
                                (fsm, listener, servers) ->
                                        engine = new DirectEngine(fsm, listener),
                                () -> List.copyOf(members),
                                pools,
                                tokens,
                                forwarder,
                                OtherDatacenters.none(),
                                new FarSnapshots(),
                                new Metrics(time)));
    }

    private static ServerSettings settings(boolean keyListPolicy) {
        ServerSettings usual =
                ServerSettings.of("dc1", NODE, DirectEngine.SELF.id(), DirectEngine.SELF.address());
        return new ServerSettings(
                usual.datacenter(),
                usual.nodeName(),
                usual.nodeId(),
                usual.address(),
                usual.founding(),
                keyListPolicy,
                usual.holdTime(),
                usual.shortestSessionTtl(),
                usual.tombstoneTtl(),
                usual.tombstoneGranularity(),
                usual.reconcileInterval(),
                usual.autopilot(),
                usual.queries());
    }

    /** A server that leads and has put itself into the catalog. */
    public static ServerFixture leading() {
        ServerFixture fixture = new ServerFixture();
        fixture.lead();
        return fixture;
    }

    public void lead() {
        engine().lead();
        notifier.run();
    }

    public DirectEngine engine() {
        return Objects.requireNonNull(engine);
    }

    /** How many commands went to the log. */
    public int proposed() {
        return engine().proposed;
    }

    public <Q, R> CompletableFuture<Answer<R>> start(Method<Q, R> method, Q request) {
        return server.caller().call(method, request);
    }

    /** The answer of a call that needs no waiting. */
    public <Q, R> Answer<R> call(Method<Q, R> method, Q request) {
        CompletableFuture<Answer<R>> answer = start(method, request);
        assertThat(answer).as(method.name()).isDone();
        try {
            return answer.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RpcException refusal) {
                throw refusal;
            }
            throw failure;
        }
    }

    /** The text with which a call is refused at once. */
    public <Q, R> @Nullable String refusal(Method<Q, R> method, Q request) {
        Throwable failure = catchThrowable(() -> call(method, request));
        assertThat(failure).isInstanceOf(RpcException.class);
        return failure.getMessage();
    }

    public void pass(Duration duration) {
        time.pass(duration);
        notifier.run();
    }
}

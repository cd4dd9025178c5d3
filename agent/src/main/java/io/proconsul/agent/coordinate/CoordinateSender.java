package io.proconsul.agent.coordinate;

import io.proconsul.agent.member.Member;
import io.proconsul.agent.member.MemberStatus;
import io.proconsul.agent.member.Members;
import io.proconsul.agent.node.AgentTokens;
import io.proconsul.agent.node.NodeIdentity;
import io.proconsul.model.coordinate.CoordinateUpdate;
import io.proconsul.model.coordinate.Vivaldi;
import io.proconsul.model.query.WriteOptions;
import io.proconsul.rpc.Caller;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.CoordinateMethods;
import io.proconsul.runtime.clock.Timers;
import io.proconsul.runtime.random.Chance;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Sends this node's coordinate to the catalog now and then, less often the more members there are,
 * so that all of them together send at most {@value #TARGET_PER_SECOND} a second (gossip reference,
 * section 8.2; RPC reference, section 8). Any thread.
 */
public final class CoordinateSender implements AutoCloseable {
    static final int TARGET_PER_SECOND = 64;
    static final Duration LEAST_INTERVAL = Duration.ofSeconds(15);

    private static final Logger LOG = LoggerFactory.getLogger("agent");

    /** Servers from this version on understand coordinates. */
    private static final int COORDINATE_PROTOCOL = 3;

    private static final Duration LONGEST_INTERVAL = Duration.ofHours(1);

    private final Supplier<NodeIdentity> node;
    private final Members members;
    private final Supplier<CompletableFuture<@Nullable Vivaldi>> coordinate;
    private final Caller caller;
    private final AgentTokens tokens;
    private final Timers timers;
    private final Chance chance;
    private volatile boolean closed;

    /**
     * @param coordinate where this node stands now; null while nobody knows
     */
    public CoordinateSender(
            Supplier<NodeIdentity> node,
            Members members,
            Supplier<CompletableFuture<@Nullable Vivaldi>> coordinate,
            Caller caller,
            AgentTokens tokens,
            Timers timers,
            Chance chance) {
        this.node = node;
        this.members = members;
        this.coordinate = coordinate;
        this.caller = caller;
        this.tokens = tokens;
        this.timers = timers;
        this.chance = chance;
    }

    /** Begins; the first time comes after an interval. */
    public void start() {
        Duration interval = interval(members.lan().size());
        timers.after(interval.plus(chance.upTo(interval)), this::tell);
    }

    /** Between two updates in a pool of that size, without the random part. */
    static Duration interval(int size) {
        Duration scaled = Duration.ofSeconds(1).multipliedBy(size).dividedBy(TARGET_PER_SECOND);
        Duration atLeast = scaled.compareTo(LEAST_INTERVAL) < 0 ? LEAST_INTERVAL : scaled;
        return atLeast.compareTo(LONGEST_INTERVAL) > 0 ? LONGEST_INTERVAL : atLeast;
    }

    private void tell() {
        if (closed) {
            return;
        }
        if (allServersUnderstand()) {
            var _ = coordinate.get().thenCompose(this::send).whenComplete(this::sent);
        }
        start();
    }

    private boolean allServersUnderstand() {
        return members.lan().stream()
                .filter(CoordinateSender::isLivingServer)
                .allMatch(CoordinateSender::understands);
    }

    private static boolean isLivingServer(Member member) {
        return member.status() == MemberStatus.ALIVE.number()
                && member.tags().getOrDefault("role", "").equals("consul");
    }

    private static boolean understands(Member server) {
        try {
            return Integer.parseInt(server.tags().getOrDefault("vsn_max", "0"))
                    >= COORDINATE_PROTOCOL;
        } catch (NumberFormatException strange) {
            return false;
        }
    }

    private CompletableFuture<?> send(@Nullable Vivaldi here) {
        if (here == null) {
            return CompletableFuture.completedFuture(null);
        }
        NodeIdentity self = node.get();
        return caller.call(
                CoordinateMethods.UPDATE,
                new CoordinateUpdate(
                        self.datacenter(),
                        self.name(),
                        "",
                        here,
                        new WriteOptions(tokens.agent())));
    }

    private void sent(@Nullable Object done, @Nullable Throwable failure) {
        if (failure == null) {
            return;
        }
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        if (cause instanceof RpcException refused && refused.says(RpcException.PERMISSION_DENIED)) {
            LOG.warn("Coordinate update blocked by ACLs");
        } else {
            LOG.atError().addKeyValue("error", cause.getMessage()).log("Coordinate update error");
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}

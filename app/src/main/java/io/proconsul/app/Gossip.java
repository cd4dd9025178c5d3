package io.proconsul.app;

import io.proconsul.agent.join.EagerContact;
import io.proconsul.agent.join.RetryJoin;
import io.proconsul.agent.member.FloodJoin;
import io.proconsul.agent.member.MembershipException;
import io.proconsul.agent.member.PoolMembers;
import io.proconsul.gossip.wire.Coordinate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** This agent's part in gossip: its pools, and whom it joins when it starts. */
final class Gossip implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("agent");

    private final PoolPlan plan;
    private final PoolMembers members;
    private final RetryJoin retryLan;
    private final RetryJoin retryWan;
    private final FloodJoin floodJoin;
    private final List<Runnable> whenJoined = new CopyOnWriteArrayList<>();

    /**
     * @param exhausted hears that {@code retry_join} has failed too often; the agent ends then
     */
    Gossip(PoolPlan plan, Platform platform, Consumer<String> exhausted) {
        this.plan = plan;
        members = new PoolMembers(plan.pools(), platform::ground);
        retryLan =
                new RetryJoin(
                        plan.lan(),
                        eager(false, platform),
                        platform.timers(),
                        platform.chance(),
                        this::joined,
                        exhausted);
        retryWan =
                new RetryJoin(
                        plan.wan(),
                        eager(true, platform),
                        platform.timers(),
                        platform.chance(),
                        () -> {},
                        exhausted);
        floodJoin =
                new FloodJoin(
                        members,
                        plan.pools().node().datacenter(),
                        platform.timers(),
                        platform.chance());
    }

    private EagerContact eager(boolean wan, Platform platform) {
        return new EagerContact(
                address -> members.contact(List.of(address), wan),
                platform.timers(),
                platform.chance());
    }

    PoolMembers members() {
        return members;
    }

    /** Runs {@code task} whenever all members that {@code retry_join} names were tried. */
    void whenJoined(Runnable task) {
        whenJoined.add(task);
    }

    private void joined() {
        whenJoined.forEach(Runnable::run);
    }

    /** Opens the pools. */
    void start() throws IOException {
        members.start();
        if (members.wanPool() != null) {
            floodJoin.start();
        }
    }

    /** Where this agent stands in the LAN. */
    CompletableFuture<Optional<Coordinate>> coordinate() {
        return members.lanPool().coordinate(plan.pools().lan().name());
    }

    /** Looks for the members that {@code retry_join} names, for as long as it takes. */
    void retryJoins() {
        retryLan.start();
        retryWan.start();
    }

    /**
     * Joins the members that {@code start_join} names; waits for them.
     *
     * @return whether somebody took us in, or nobody is named
     */
    boolean startJoins() {
        boolean reached = joined(plan.lan().start(), false) && joined(plan.wan().start(), true);
        joined();
        return reached;
    }

    private boolean joined(List<String> addresses, boolean wan) {
        if (addresses.isEmpty()) {
            return true;
        }
        try {
            members.join(addresses, wan).join();
            return true;
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof MembershipException nobody) {
                LOG.error(nobody.getMessage());
                return false;
            }
            throw failure;
        }
    }

    boolean joinsAtStart() {
        return !plan.lan().start().isEmpty() || !plan.wan().start().isEmpty();
    }

    @Override
    public void close() {
        retryLan.close();
        retryWan.close();
        floodJoin.close();
        members.close();
    }
}

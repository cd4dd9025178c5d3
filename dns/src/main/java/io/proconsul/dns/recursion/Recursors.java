package io.proconsul.dns.recursion;

import io.proconsul.dns.message.AddressRecords;
import io.proconsul.dns.message.DnsRecord;
import io.proconsul.dns.message.QueryWriter;
import io.proconsul.dns.message.RecordType;
import io.proconsul.runtime.random.Chance;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * The configured resolvers, asked in order until one gives a usable reply. Any thread; each
 * question waits on its own.
 */
public final class Recursors {
    private static final Logger LOG = LoggerFactory.getLogger("agent.dns");

    /** Questions on their way at the same time; more are answered with a failure at once. */
    static final int MAX_IN_FLIGHT = 2048;

    /** How many records of a foreign chain are taken over. */
    static final int MAX_CHAIN = 5;

    private static final int NOERROR = 0;
    private static final int NXDOMAIN = 3;

    private final Upstream upstream;
    private final Chance chance;
    private final Semaphore places = new Semaphore(MAX_IN_FLIGHT);

    public Recursors(Upstream upstream, Chance chance) {
        this.upstream = upstream;
        this.chance = chance;
    }

    /**
     * The first usable reply to the packet, as it came: one that found the name, or found that
     * there is none. Empty when nobody gave one.
     */
    public CompletableFuture<Optional<byte[]>> forward(
            byte[] packet, boolean tcp, List<InetSocketAddress> resolvers, Duration timeout) {
        return elsewhere(() -> firstUsable(packet, tcp, resolvers, timeout));
    }

    /** IPv4 address and alias records of a foreign name; none when nobody knows any. */
    public CompletableFuture<List<DnsRecord>> addresses(
            String name, int ttl, List<InetSocketAddress> resolvers, Duration timeout) {
        byte[] packet = QueryWriter.write(chance.nextInt(65_536), name, RecordType.A);
        return forward(packet, false, resolvers, timeout)
                .thenApply(reply ->
                        reply.map(found -> AddressRecords.read(found, ttl, MAX_CHAIN))
                                .orElse(List.of()));
    }

    private CompletableFuture<Optional<byte[]>> elsewhere(Supplier<Optional<byte[]>> question) {
        if (!places.tryAcquire()) {
            LOG.atWarn()
                    .addKeyValue("limit", MAX_IN_FLIGHT)
                    .log("too many questions wait for recursors, refusing one");
            return CompletableFuture.completedFuture(Optional.empty());
        }
        var reply = new CompletableFuture<Optional<byte[]>>();
        Thread.ofVirtual()
                .name("dns-recursion")
                .start(() -> {
                    try {
                        reply.complete(question.get());
                    } finally {
                        places.release();
                        reply.complete(Optional.empty());
                    }
                });
        return reply;
    }

    private Optional<byte[]> firstUsable(
            byte[] packet, boolean tcp, List<InetSocketAddress> resolvers, Duration timeout) {
        for (InetSocketAddress resolver : resolvers) {
            try {
                byte[] reply = upstream.ask(resolver, packet, tcp, timeout);
                if (isUsable(reply)) {
                    return Optional.of(reply);
                }
            } catch (IOException failure) {
                LOG.atError()
                        .addKeyValue("recursor", resolver)
                        .addKeyValue("error", failure.getMessage())
                        .log("recurse failed");
            }
        }
        return Optional.empty();
    }

    private static boolean isUsable(byte[] reply) {
        int code = reply.length < 12 ? -1 : reply[3] & 0xf;
        return code == NOERROR || code == NXDOMAIN;
    }
}

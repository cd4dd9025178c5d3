package io.proconsul.dns.answer;

import io.proconsul.dns.DnsSettings;
import io.proconsul.dns.message.Query;
import io.proconsul.dns.message.QueryReader;
import io.proconsul.dns.message.Question;
import io.proconsul.dns.message.Reply;
import io.proconsul.dns.message.ReplyCode;
import io.proconsul.dns.message.ReplyWriter;
import io.proconsul.dns.recursion.Recursors;
import io.proconsul.rpc.Caller;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.random.Chance;

import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Answers packets. Any thread; nobody waits: what is known at once is answered at once, on the
 * caller's thread.
 */
public final class Answerer {
    private final Answering.Surroundings around;
    private final Supplier<DnsSettings> settings;
    private final DnsMeters meters;

    /**
     * @param settings asked anew for every packet, so that a reload takes effect
     */
    public Answerer(
            Caller caller,
            Supplier<DnsSettings> settings,
            Recursors recursors,
            Chance chance,
            Clock clock,
            DnsMeters meters) {
        this.around = new Answering.Surroundings(caller, recursors, chance, clock);
        this.settings = settings;
        this.meters = meters;
    }

    /**
     * The reply to a packet; empty when it deserves none. Never fails.
     *
     * @param client who sent it
     */
    public CompletableFuture<Optional<byte[]>> answer(
            byte[] packet, boolean tcp, InetAddress client) {
        return QueryReader.read(packet)
                .map(query -> answer(packet, query, tcp, client).thenApply(Optional::of))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    private CompletableFuture<byte[]> answer(
            byte[] packet, Query query, boolean tcp, InetAddress client) {
        DnsSettings now = settings.get();
        Question question = query.question();
        if (question == null) {
            var code = query.questionCount() == 1 ? ReplyCode.REFUSED : ReplyCode.FORMERR;
            return written(query, Reply.foreign(code), now);
        }
        if (query.opcode() != Query.OPCODE_QUERY) {
            return written(query, Reply.foreign(ReplyCode.NOTIMP), now);
        }
        long begun = meters.begin();
        return switch (new NameParser(now).parse(question)) {
            case Lookup.Foreign _ -> foreign(packet, query, tcp, now);
            case Lookup.Reverse reverse ->
                    meters.address(
                            begun,
                            new Answering(around, now, query, tcp, client)
                                    .answer(question, reverse)
                                    .thenCompose(found ->
                                            found.map(CompletableFuture::completedFuture)
                                                    .orElseGet(() ->
                                                            unknownAddress(
                                                                    packet, query, tcp, now))));
            case Lookup.Inside inside ->
                    meters.name(
                            begun,
                            new Answering(around, now, query, tcp, client)
                                    .answer(question, inside));
        };
    }

    private static CompletableFuture<byte[]> written(
            Query query, Reply reply, DnsSettings settings) {
        return CompletableFuture.completedFuture(
                ReplyWriter.write(query, reply, settings.compress()));
    }

    private CompletableFuture<byte[]> foreign(
            byte[] packet, Query query, boolean tcp, DnsSettings now) {
        if (now.recursors().isEmpty()) {
            return written(query, Reply.foreign(ReplyCode.REFUSED), now);
        }
        return around.recursors()
                .forward(packet, tcp, now.recursors(), now.recursorTimeout())
                .thenApply(found -> found.orElseGet(() -> failure(query, now)));
    }

    /**
     * Nobody could answer for us: SERVFAIL that says recursion exists, even where none is
     * configured.
     */
    private static byte[] failure(Query query, DnsSettings settings) {
        Reply failure = Reply.foreign(ReplyCode.SERVFAIL).withRecursionAvailable(true);
        return ReplyWriter.write(query, failure, settings.compress());
    }

    /** Only others can know an address that none of ours has. */
    private CompletableFuture<byte[]> unknownAddress(
            byte[] packet, Query query, boolean tcp, DnsSettings now) {
        return now.recursors().isEmpty()
                ? CompletableFuture.completedFuture(failure(query, now))
                : foreign(packet, query, tcp, now);
    }
}

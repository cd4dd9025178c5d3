package io.proconsul.dns.answer;

import io.proconsul.dns.DnsSettings;
import io.proconsul.dns.message.ClientSubnet;
import io.proconsul.dns.message.DnsRecord;
import io.proconsul.dns.message.Query;
import io.proconsul.dns.message.Question;
import io.proconsul.dns.message.RecordType;
import io.proconsul.dns.message.Reply;
import io.proconsul.dns.message.ReplyCode;
import io.proconsul.dns.recursion.Recursors;
import io.proconsul.rpc.Caller;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.PreparedQueryMethods;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.random.Chance;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The work on one question inside our domain. */
final class Answering implements Aliases {
    private static final Logger LOG = LoggerFactory.getLogger("agent.dns");

    /** What every answer needs of its surroundings. */
    record Surroundings(Caller caller, Recursors recursors, Chance chance, Clock clock) {}

    private final Surroundings around;
    private final DnsSettings now;
    private final NameParser names;
    private final Query query;
    private final InetAddress client;
    private final CatalogReads catalog;
    private final Zone zone;
    private final Limits limits;

    Answering(Surroundings around, DnsSettings now, Query query, boolean tcp, InetAddress client) {
        this.around = around;
        this.now = now;
        this.names = new NameParser(now);
        this.query = query;
        this.client = client;
        this.catalog = new CatalogReads(around.caller(), now);
        this.zone = new Zone(now, catalog, around.chance(), around.clock());
        this.limits = Limits.of(query, tcp, now);
    }

    /** The reply to a question for a name, as bytes. Never fails. */
    CompletableFuture<byte[]> answer(Question question, Lookup.Inside lookup) {
        boolean counted =
                lookup instanceof Lookup.Service || lookup instanceof Lookup.PreparedQuery;
        return reply(question, lookup, 0)
                .exceptionally(this::failed)
                .thenApply(reply -> fitted(reply, counted));
    }

    /** The reply to a question for an address, as bytes; empty when nobody here has it. */
    CompletableFuture<Optional<byte[]>> answer(Question question, Lookup.Reverse lookup) {
        return new ReverseAnswers(now, zone, catalog)
                .reply(lookup, question)
                .thenApply(found -> found.map(reply -> fitted(reply, false)));
    }

    /**
     * @param counted only service answers are limited in number
     */
    private byte[] fitted(Reply reply, boolean counted) {
        Reply complete = reply.withRecursionAvailable(!now.recursors().isEmpty());
        return new Trim(query, limits, now.compress())
                .fitted(complete, counted, now.setTruncated());
    }

    private Reply failed(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException wrapped && wrapped.getCause() != null
                        ? wrapped.getCause()
                        : failure;
        if (cause instanceof RpcException rpc
                && (rpc.says(RpcException.NO_DATACENTER_PATH)
                        || rpc.says(PreparedQueryMethods.NOT_FOUND))) {
            return zone.nothing();
        }
        LOG.atError().addKeyValue("error", cause.getMessage()).log("rpc error");
        return Reply.authoritative(ReplyCode.SERVFAIL);
    }

    private CompletableFuture<Reply> reply(Question question, Lookup.Inside lookup, int depth) {
        return switch (question.type()) {
            case RecordType.SOA -> zone.whole();
            case RecordType.NS -> zone.nameServers();
            case RecordType.AXFR -> completed(Reply.authoritative(ReplyCode.NOTIMP));
            default -> byName(question, lookup, depth);
        };
    }

    private CompletableFuture<Reply> byName(Question question, Lookup.Inside lookup, int depth) {
        return switch (lookup) {
            case Lookup.Node node ->
                    new NodeAnswers(now, zone, catalog, this).reply(node, question, depth);
            case Lookup.Service service -> service(service, question, depth);
            case Lookup.Address address -> completed(address(address));
            case Lookup.PreparedQuery prepared -> prepared(prepared, question, depth);
            case Lookup.Nothing _ -> completed(zone.nothing());
        };
    }

    private static CompletableFuture<Reply> completed(Reply reply) {
        return CompletableFuture.completedFuture(reply);
    }

    private CompletableFuture<Reply> service(Lookup.Service lookup, Question question, int depth) {
        return catalog.instances(lookup)
                .thenCompose(instances -> {
                    if (instances.isEmpty()) {
                        return completed(zone.nothing());
                    }
                    int ttl = (int) now.ttlOf(lookup.name()).toSeconds();
                    return serviceAnswers(question, ttl, depth)
                            .records(instances, question.type(), true, limits.addresses())
                            .thenApply(this::serviceReply);
                });
    }

    /** The order is the query's; it may depend on the client, hence so does the reply. */
    private CompletableFuture<Reply> prepared(
            Lookup.PreparedQuery lookup, Question question, int depth) {
        Optional<ClientSubnet> subnet = query.subnet();
        String source = subnet.flatMap(ClientSubnet::fullAddress).orElseGet(client::getHostAddress);
        return catalog.execute(lookup, source)
                .thenCompose(found -> {
                    if (found.instances().isEmpty()) {
                        return completed(zone.nothing());
                    }
                    int ttl = (int) found.ttl().toSeconds();
                    int scope = subnet.map(ClientSubnet::sourceLength).orElse(0);
                    return serviceAnswers(question, ttl, depth)
                            .records(found.instances(), question.type(), false, limits.addresses())
                            .thenApply(this::serviceReply)
                            .thenApply(reply -> reply.withSubnetScope(scope));
                });
    }

    private ServiceAnswers serviceAnswers(Question question, int ttl, int depth) {
        return new ServiceAnswers(now, around.chance(), this, question.name(), ttl, depth);
    }

    /** Instances exist, but perhaps nothing of the asked type. */
    private Reply serviceReply(ServiceAnswers.Records records) {
        Reply reply = Reply.authoritative(ReplyCode.NOERROR);
        return records.answer().isEmpty()
                ? reply.withAuthority(List.of(zone.soa()))
                : reply.withAnswer(records.answer()).withAdditional(records.additional());
    }

    private Reply address(Lookup.Address lookup) {
        Optional<IpAddress> ip = IpAddress.ofHex(lookup.digits());
        Reply reply = Reply.authoritative(ReplyCode.NOERROR);
        if (ip.isPresent()) {
            return reply.withAnswer(
                    List.of(new DnsRecord(lookup.owner(), zone.nodeTtl(), ip.get().record())));
        }
        return lookup.digits().matches("([0-9a-f]{2})+") ? reply : zone.nothing();
    }

    @Override
    public CompletableFuture<List<DnsRecord>> resolve(String name, int depth, int ttl) {
        if (names.isOurs(name)) {
            return ours(new Question(name, RecordType.ANY, 1), depth);
        }
        return now.recursors().isEmpty()
                ? CompletableFuture.completedFuture(List.of())
                : around.recursors().addresses(name, ttl, now.recursors(), now.recursorTimeout());
    }

    private CompletableFuture<List<DnsRecord>> ours(Question question, int depth) {
        if (depth > MAX_DEPTH || !(names.parse(question) instanceof Lookup.Inside lookup)) {
            return CompletableFuture.completedFuture(List.of());
        }
        return reply(question, lookup, depth)
                .thenApply(Reply::answer)
                .exceptionally(failure -> List.of());
    }
}

package io.proconsul.dns.answer;

import io.proconsul.dns.DnsSettings;
import io.proconsul.dns.message.ClientSubnet;
import io.proconsul.dns.message.DnsRecord;
import io.proconsul.dns.message.Query;
import io.proconsul.dns.message.QueryReader;
import io.proconsul.dns.message.Question;
import io.proconsul.dns.message.RecordType;
import io.proconsul.dns.message.Reply;
import io.proconsul.dns.message.ReplyCode;
import io.proconsul.dns.message.ReplyWriter;
import io.proconsul.dns.recursion.Recursors;
import io.proconsul.rpc.Caller;
import io.proconsul.rpc.RpcException;
import io.proconsul.rpc.method.PreparedQueryMethods;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.random.Chance;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Answers packets. Any thread; nobody waits: what is known at once is answered at once, on the
 * caller's thread.
 */
public final class Answerer {
    private static final Logger LOG = LoggerFactory.getLogger("agent.dns");

    /** At most so many name servers are named. */
    private static final int MAX_SERVERS = 3;

    private final Caller caller;
    private final Supplier<DnsSettings> settings;
    private final Recursors recursors;
    private final Chance chance;
    private final Clock clock;

    /**
     * @param settings asked anew for every packet, so that a reload takes effect
     */
    public Answerer(
            Caller caller,
            Supplier<DnsSettings> settings,
            Recursors recursors,
            Chance chance,
            Clock clock) {
        this.caller = caller;
        this.settings = settings;
        this.recursors = recursors;
        this.chance = chance;
        this.clock = clock;
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
        var names = new NameParser(now);
        Lookup lookup = names.parse(question);
        return lookup instanceof Lookup.Foreign
                ? foreign(packet, query, tcp, now)
                : new Answering(now, names, query, tcp, client).packet(packet, question, lookup);
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
        return recursors
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

    /** The work on one question inside our domain. */
    private final class Answering implements Aliases {
        private final DnsSettings now;
        private final NameParser names;
        private final Query query;
        private final boolean tcp;
        private final InetAddress client;
        private final CatalogReads catalog;
        private final Limits limits;

        Answering(DnsSettings now, NameParser names, Query query, boolean tcp, InetAddress client) {
            this.now = now;
            this.names = names;
            this.query = query;
            this.tcp = tcp;
            this.client = client;
            this.catalog = new CatalogReads(caller, now);
            this.limits = Limits.of(query, tcp, now);
        }

        CompletableFuture<byte[]> packet(byte[] packet, Question question, Lookup lookup) {
            if (lookup instanceof Lookup.Reverse reverse) {
                return reverse(reverse, question)
                        .thenCompose(found ->
                                found.isPresent()
                                        ? CompletableFuture.completedFuture(
                                                fitted(found.get(), false))
                                        : unanswerableReverse(packet));
            }
            boolean counted =
                    lookup instanceof Lookup.Service || lookup instanceof Lookup.PreparedQuery;
            return reply(question, lookup, 0)
                    .exceptionally(this::failed)
                    .thenApply(reply -> fitted(reply, counted));
        }

        private CompletableFuture<byte[]> unanswerableReverse(byte[] packet) {
            return now.recursors().isEmpty()
                    ? CompletableFuture.completedFuture(failure(query, now))
                    : foreign(packet, query, tcp, now);
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
                return nothing();
            }
            LOG.atError().addKeyValue("error", cause.getMessage()).log("rpc error");
            return Reply.authoritative(ReplyCode.SERVFAIL);
        }

        private CompletableFuture<Reply> reply(Question question, Lookup lookup, int depth) {
            return switch (question.type()) {
                case RecordType.SOA -> zone();
                case RecordType.NS -> nameServers();
                case RecordType.AXFR -> completed(Reply.authoritative(ReplyCode.NOTIMP));
                default -> byName(question, lookup, depth);
            };
        }

        private CompletableFuture<Reply> byName(Question question, Lookup lookup, int depth) {
            return switch (lookup) {
                case Lookup.Node node -> node(node, question, depth);
                case Lookup.Service service -> service(service, question, depth);
                case Lookup.Address address -> completed(address(address));
                case Lookup.PreparedQuery prepared -> prepared(prepared, question, depth);
                case Lookup.Nothing _ -> completed(nothing());
                case Lookup.Reverse _, Lookup.Foreign _ ->
                        throw new AssertionError("not a name inside the domain: " + question);
            };
        }

        private static CompletableFuture<Reply> completed(Reply reply) {
            return CompletableFuture.completedFuture(reply);
        }

        /** There is no such name. */
        private Reply nothing() {
            return Reply.authoritative(ReplyCode.NXDOMAIN).withAuthority(List.of(soa()));
        }

        private DnsRecord soa() {
            DnsSettings.Soa soa = now.soa();
            String domain = now.domain();
            int serial = (int) clock.now().getEpochSecond();
            return new DnsRecord(
                    domain,
                    soa.minimumTtl(),
                    new DnsRecord.Soa(
                            "ns." + domain,
                            "hostmaster." + domain,
                            serial,
                            soa.refresh(),
                            soa.retry(),
                            soa.expire(),
                            soa.minimumTtl()));
        }

        private CompletableFuture<Reply> zone() {
            return servers()
                    .thenApply(servers ->
                            Reply.authoritative(ReplyCode.NOERROR)
                                    .withAnswer(List.of(soa()))
                                    .withAuthority(servers.answer())
                                    .withAdditional(servers.additional()));
        }

        private CompletableFuture<Reply> nameServers() {
            return servers()
                    .thenApply(servers ->
                            Reply.authoritative(ReplyCode.NOERROR)
                                    .withAnswer(servers.answer())
                                    .withAdditional(servers.additional()));
        }

        /** Some servers of this datacenter and their addresses. */
        private CompletableFuture<ServiceAnswers.Records> servers() {
            var consul = new Lookup.Service("consul", "", now.datacenter(), Lookup.Kind.PLAIN);
            return catalog.instances(consul)
                    .thenApply(instances -> {
                        List<Instance> chosen =
                                instances.stream()
                                        .filter(instance ->
                                                instance.node().matches("[A-Za-z0-9-]+"))
                                        .sorted(Comparator.comparingLong(any -> chance.nextLong()))
                                        .limit(MAX_SERVERS)
                                        .toList();
                        return new ServiceAnswers.Records(
                                chosen.stream().map(this::nameServer).toList(),
                                chosen.stream().flatMap(server -> glue(server).stream()).toList());
                    });
        }

        private DnsRecord nameServer(Instance server) {
            return new DnsRecord(
                    now.domain(),
                    nodeTtl(),
                    new DnsRecord.Target(RecordType.NS, nodeName(server.node())));
        }

        private Optional<DnsRecord> glue(Instance server) {
            return server.ip()
                    .map(ip -> new DnsRecord(nodeName(server.node()), nodeTtl(), ip.record()));
        }

        private String nodeName(String node) {
            return node + ".node." + now.datacenter() + "." + now.domain();
        }

        private int nodeTtl() {
            return (int) now.nodeTtl().toSeconds();
        }

        private CompletableFuture<Reply> node(Lookup.Node lookup, Question question, int depth) {
            int type = question.type();
            boolean asksAddress =
                    type == RecordType.A || type == RecordType.AAAA || type == RecordType.ANY;
            if (!asksAddress && type != RecordType.TXT) {
                return completed(Reply.authoritative(ReplyCode.NOERROR));
            }
            return catalog.node(lookup.name(), lookup.datacenter())
                    .thenCompose(found -> {
                        if (found.isEmpty()) {
                            return completed(nothing());
                        }
                        List<DnsRecord> texts =
                                MetaText.records(question.name(), found.get().meta(), nodeTtl());
                        return nodeAddresses(found.get().address(), question, depth)
                                .thenApply(addresses -> nodeReply(type, addresses, texts));
                    });
        }

        private Reply nodeReply(int type, List<DnsRecord> addresses, List<DnsRecord> texts) {
            Reply reply = Reply.authoritative(ReplyCode.NOERROR);
            return switch (type) {
                case RecordType.ANY -> reply.withAnswer(both(addresses, texts));
                case RecordType.TXT -> reply.withAnswer(texts);
                default ->
                        reply.withAnswer(addresses)
                                .withAdditional(now.nodeMetaTexts() ? texts : List.of());
            };
        }

        private static List<DnsRecord> both(List<DnsRecord> first, List<DnsRecord> second) {
            List<DnsRecord> all = new ArrayList<>(first);
            all.addAll(second);
            return all;
        }

        /** The node's address as a record of the asked family, or the chain its name leads to. */
        private CompletableFuture<List<DnsRecord>> nodeAddresses(
                String address, Question question, int depth) {
            if (question.type() == RecordType.TXT) {
                return CompletableFuture.completedFuture(List.of());
            }
            Optional<IpAddress> ip = IpAddress.parse(address);
            if (ip.isPresent()) {
                DnsRecord.Content record = ip.get().record();
                boolean asked =
                        question.type() == RecordType.ANY || question.type() == record.type();
                return CompletableFuture.completedFuture(
                        asked
                                ? List.of(new DnsRecord(question.name(), nodeTtl(), record))
                                : List.of());
            }
            String target = address.endsWith(".") ? address : address + ".";
            var alias =
                    new DnsRecord(
                            question.name(),
                            nodeTtl(),
                            new DnsRecord.Target(RecordType.CNAME, target));
            return resolve(target, depth + 1, nodeTtl())
                    .thenApply(chain -> both(List.of(alias), chain));
        }

        private CompletableFuture<Reply> service(
                Lookup.Service lookup, Question question, int depth) {
            return catalog.instances(lookup)
                    .thenCompose(instances -> {
                        if (instances.isEmpty()) {
                            return completed(nothing());
                        }
                        int ttl = (int) now.ttlOf(lookup.name()).toSeconds();
                        return new ServiceAnswers(now, chance, this, question.name(), ttl, depth)
                                .records(instances, question.type(), true, limits.addresses())
                                .thenApply(this::serviceReply);
                    });
        }

        /** The order is the query's; it may depend on the client, hence so does the reply. */
        private CompletableFuture<Reply> prepared(
                Lookup.PreparedQuery lookup, Question question, int depth) {
            Optional<ClientSubnet> subnet = query.subnet();
            String source =
                    subnet.flatMap(ClientSubnet::fullAddress).orElseGet(client::getHostAddress);
            return catalog.execute(lookup, source)
                    .thenCompose(found -> {
                        if (found.instances().isEmpty()) {
                            return completed(nothing());
                        }
                        int ttl = (int) found.ttl().toSeconds();
                        int scope = subnet.map(ClientSubnet::sourceLength).orElse(0);
                        return new ServiceAnswers(now, chance, this, question.name(), ttl, depth)
                                .records(
                                        found.instances(),
                                        question.type(),
                                        false,
                                        limits.addresses())
                                .thenApply(this::serviceReply)
                                .thenApply(reply -> reply.withSubnetScope(scope));
                    });
        }

        /** Instances exist, but perhaps nothing of the asked type. */
        private Reply serviceReply(ServiceAnswers.Records records) {
            Reply reply = Reply.authoritative(ReplyCode.NOERROR);
            return records.answer().isEmpty()
                    ? reply.withAuthority(List.of(soa()))
                    : reply.withAnswer(records.answer()).withAdditional(records.additional());
        }

        private Reply address(Lookup.Address lookup) {
            Optional<IpAddress> ip = IpAddress.ofHex(lookup.digits());
            Reply reply = Reply.authoritative(ReplyCode.NOERROR);
            if (ip.isPresent()) {
                return reply.withAnswer(
                        List.of(new DnsRecord(lookup.owner(), nodeTtl(), ip.get().record())));
            }
            return lookup.digits().matches("([0-9a-f]{2})+") ? reply : nothing();
        }

        private CompletableFuture<Optional<Reply>> reverse(
                Lookup.Reverse lookup, Question question) {
            return catalog.nodeAt(lookup.address())
                    .thenCompose(node ->
                            node.isPresent()
                                    ? CompletableFuture.completedFuture(
                                            Optional.of(nodeName(node.get().name())))
                                    : catalog.instanceAt(lookup.address())
                                            .thenApply(instance ->
                                                    instance.map(found ->
                                                            found.serviceName()
                                                                    + ".service."
                                                                    + now.datacenter()
                                                                    + "."
                                                                    + now.domain())))
                    .handle((name, failure) -> failure == null ? name : Optional.<String>empty())
                    .thenApply(name -> name.map(found -> pointer(question, found)));
        }

        private Reply pointer(Question question, String name) {
            var pointer =
                    new DnsRecord(question.name(), 0, new DnsRecord.Target(RecordType.PTR, name));
            Reply reply = Reply.authoritative(ReplyCode.NOERROR).withAnswer(List.of(pointer));
            return question.type() == RecordType.SOA ? reply.withAuthority(List.of(soa())) : reply;
        }

        @Override
        public CompletableFuture<List<DnsRecord>> resolve(String name, int depth, int ttl) {
            if (names.isOurs(name)) {
                return ours(new Question(name, RecordType.ANY, 1), depth);
            }
            return now.recursors().isEmpty()
                    ? CompletableFuture.completedFuture(List.of())
                    : recursors.addresses(name, ttl, now.recursors(), now.recursorTimeout());
        }

        private CompletableFuture<List<DnsRecord>> ours(Question question, int depth) {
            if (depth > MAX_DEPTH) {
                return CompletableFuture.completedFuture(List.of());
            }
            return reply(question, names.parse(question), depth)
                    .thenApply(Reply::answer)
                    .exceptionally(failure -> List.of());
        }
    }
}

package io.proconsul.dns.answer;

import io.proconsul.dns.DnsSettings;
import io.proconsul.dns.message.DnsRecord;
import io.proconsul.dns.message.RecordType;
import io.proconsul.dns.message.Reply;
import io.proconsul.dns.message.ReplyCode;
import io.proconsul.runtime.clock.Clock;
import io.proconsul.runtime.random.Chance;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Our domain as a zone: its authority, its name servers, and how its names are formed. */
final class Zone {
    /** At most so many name servers are named. */
    private static final int MAX_SERVERS = 3;

    private final DnsSettings now;
    private final CatalogReads catalog;
    private final Chance chance;
    private final Clock clock;

    Zone(DnsSettings now, CatalogReads catalog, Chance chance, Clock clock) {
        this.now = now;
        this.catalog = catalog;
        this.chance = chance;
        this.clock = clock;
    }

    /** There is no such name. */
    Reply nothing() {
        return Reply.authoritative(ReplyCode.NXDOMAIN).withAuthority(List.of(soa()));
    }

    /** The start of authority, as of now. */
    DnsRecord soa() {
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

    /** What a question for SOA is told. */
    CompletableFuture<Reply> whole() {
        return servers()
                .thenApply(servers ->
                        Reply.authoritative(ReplyCode.NOERROR)
                                .withAnswer(List.of(soa()))
                                .withAuthority(servers.answer())
                                .withAdditional(servers.additional()));
    }

    /** What a question for NS is told. */
    CompletableFuture<Reply> nameServers() {
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
                                    .filter(instance -> instance.node().matches("[A-Za-z0-9-]+"))
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

    String nodeName(String node) {
        return node + ".node." + now.datacenter() + "." + now.domain();
    }

    int nodeTtl() {
        return (int) now.nodeTtl().toSeconds();
    }
}

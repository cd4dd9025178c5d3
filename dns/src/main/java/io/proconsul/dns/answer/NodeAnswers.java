package io.proconsul.dns.answer;

import io.proconsul.dns.DnsSettings;
import io.proconsul.dns.message.DnsRecord;
import io.proconsul.dns.message.Question;
import io.proconsul.dns.message.RecordType;
import io.proconsul.dns.message.Reply;
import io.proconsul.dns.message.ReplyCode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What is told of a node: its address, or where its name leads, and its metadata. */
final class NodeAnswers {
    private final DnsSettings now;
    private final Zone zone;
    private final CatalogReads catalog;
    private final Aliases aliases;

    NodeAnswers(DnsSettings now, Zone zone, CatalogReads catalog, Aliases aliases) {
        this.now = now;
        this.zone = zone;
        this.catalog = catalog;
        this.aliases = aliases;
    }

    /** The reply to a question for a node. */
    CompletableFuture<Reply> reply(Lookup.Node lookup, Question question, int depth) {
        int type = question.type();
        boolean asksAddress =
                type == RecordType.A || type == RecordType.AAAA || type == RecordType.ANY;
        if (!asksAddress && type != RecordType.TXT) {
            return CompletableFuture.completedFuture(Reply.authoritative(ReplyCode.NOERROR));
        }
        return catalog.node(lookup.name(), lookup.datacenter())
                .thenCompose(found -> {
                    if (found.isEmpty()) {
                        return CompletableFuture.completedFuture(zone.nothing());
                    }
                    List<DnsRecord> texts =
                            MetaText.records(question.name(), found.get().meta(), zone.nodeTtl());
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
            boolean asked = question.type() == RecordType.ANY || question.type() == record.type();
            return CompletableFuture.completedFuture(
                    asked
                            ? List.of(new DnsRecord(question.name(), zone.nodeTtl(), record))
                            : List.of());
        }
        String target = address.endsWith(".") ? address : address + ".";
        var alias =
                new DnsRecord(
                        question.name(),
                        zone.nodeTtl(),
                        new DnsRecord.Target(RecordType.CNAME, target));
        return aliases.resolve(target, depth + 1, zone.nodeTtl())
                .thenApply(chain -> both(List.of(alias), chain));
    }
}

package io.proconsul.dns.answer;

import io.proconsul.dns.DnsSettings;
import io.proconsul.dns.message.DnsRecord;
import io.proconsul.dns.message.Question;
import io.proconsul.dns.message.RecordType;
import io.proconsul.dns.message.Reply;
import io.proconsul.dns.message.ReplyCode;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Which node or service has an address. */
final class ReverseAnswers {
    private final DnsSettings now;
    private final Zone zone;
    private final CatalogReads catalog;

    ReverseAnswers(DnsSettings now, Zone zone, CatalogReads catalog) {
        this.now = now;
        this.zone = zone;
        this.catalog = catalog;
    }

    /** The reply to a question for an address; empty when nobody here has it. */
    CompletableFuture<Optional<Reply>> reply(Lookup.Reverse lookup, Question question) {
        return catalog.nodeAt(lookup.address())
                .thenCompose(node ->
                        node.isPresent()
                                ? CompletableFuture.completedFuture(
                                        Optional.of(zone.nodeName(node.get().name())))
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
        var pointer = new DnsRecord(question.name(), 0, new DnsRecord.Target(RecordType.PTR, name));
        Reply reply = Reply.authoritative(ReplyCode.NOERROR).withAnswer(List.of(pointer));
        return question.type() == RecordType.SOA ? reply.withAuthority(List.of(zone.soa())) : reply;
    }
}

package io.proconsul.dns.answer;

import io.proconsul.dns.message.DnsRecord;
import io.proconsul.dns.message.Query;
import io.proconsul.dns.message.Reply;
import io.proconsul.dns.message.ReplyWriter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Makes a reply fit: takes answers from the end until count and bytes are within the limits. What
 * described an answer that went goes too; a reply that was trimmed keeps one additional record for
 * each target.
 */
final class Trim {
    private final Query query;
    private final Limits limits;
    private final boolean compress;

    Trim(Query query, Limits limits, boolean compress) {
        this.query = query;
        this.limits = limits;
        this.compress = compress;
    }

    /**
     * The packet of the reply.
     *
     * @param counted whether the number of answers is limited too, and not only the bytes
     * @param mark whether the client is told when something had to go
     */
    byte[] fitted(Reply reply, boolean counted, boolean mark) {
        Reply few =
                counted && reply.answer().size() > limits.answers()
                        ? cut(reply, limits.answers(), mark)
                        : reply;
        byte[] packet = ReplyWriter.write(query, few, compress);
        return packet.length <= limits.bytes() ? packet : fittedByBytes(few, mark);
    }

    /** Searches for the largest number of answers that fits; even none is sent then. */
    private byte[] fittedByBytes(Reply reply, boolean mark) {
        int fits = 0;
        byte[] best = ReplyWriter.write(query, cut(reply, 0, mark), compress);
        int tooMany = reply.answer().size() + 1;
        while (tooMany - fits > 1) {
            int middle = (fits + tooMany) >>> 1;
            byte[] packet = ReplyWriter.write(query, cut(reply, middle, mark), compress);
            if (packet.length <= limits.bytes()) {
                fits = middle;
                best = packet;
            } else {
                tooMany = middle;
            }
        }
        return best;
    }

    private static Reply cut(Reply reply, int answers, boolean mark) {
        List<DnsRecord> kept = reply.answer().subList(0, Math.min(answers, reply.answer().size()));
        return reply.withAnswer(kept).withAdditional(additionalOf(kept, reply)).withTruncated(mark);
    }

    private static List<DnsRecord> additionalOf(List<DnsRecord> kept, Reply reply) {
        Map<String, DnsRecord> byOwner = new HashMap<>();
        reply.additional().forEach(record -> byOwner.putIfAbsent(key(record.owner()), record));
        List<DnsRecord> additional = new ArrayList<>(kept.size());
        for (DnsRecord answer : kept) {
            if (answer.content() instanceof DnsRecord.Srv srv) {
                follow(srv.target(), byOwner, additional);
            }
        }
        return additional;
    }

    /** The target's record, and where that is an alias, what it stands for; each once. */
    private static void follow(
            String target, Map<String, DnsRecord> byOwner, List<DnsRecord> additional) {
        DnsRecord record = byOwner.remove(key(target));
        while (record != null) {
            additional.add(record);
            record =
                    record.content() instanceof DnsRecord.Target alias
                            ? byOwner.remove(key(alias.name()))
                            : null;
        }
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}

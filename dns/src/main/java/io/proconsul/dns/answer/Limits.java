package io.proconsul.dns.answer;

import io.proconsul.dns.DnsSettings;
import io.proconsul.dns.message.Edns;
import io.proconsul.dns.message.Query;
import io.proconsul.dns.message.RecordType;

/**
 * How much a reply may hold (DNS reference, section 4, size limits).
 *
 * @param answers most records in the answer section
 * @param addresses most A and AAAA records, whatever the transport
 * @param bytes most bytes of the message
 */
record Limits(int answers, int addresses, int bytes) {
    /** UDP without EDNS (RFC 1035). */
    static final int PLAIN_UDP_BYTES = 512;

    /** UDP clients without EDNS never get more answers than this, whatever is configured. */
    static final int PLAIN_UDP_ANSWERS = 8;

    static final int TCP_BYTES = 65_523;
    static final int TCP_ANSWERS = 4096;
    static final int TCP_SRV_ANSWERS = 1024;

    static Limits of(Query query, boolean tcp, DnsSettings settings) {
        int addresses = settings.addressLimit() > 0 ? settings.addressLimit() : Integer.MAX_VALUE;
        if (tcp) {
            var question = query.question();
            boolean srv = question != null && question.type() == RecordType.SRV;
            return new Limits(srv ? TCP_SRV_ANSWERS : TCP_ANSWERS, addresses, TCP_BYTES);
        }
        Edns edns = query.edns();
        int bytes = edns == null ? PLAIN_UDP_BYTES : Math.max(PLAIN_UDP_BYTES, edns.udpSize());
        int answers =
                bytes > PLAIN_UDP_BYTES
                        ? TCP_ANSWERS
                        : Math.min(PLAIN_UDP_ANSWERS, settings.udpAnswerLimit());
        return new Limits(answers, addresses, bytes);
    }
}

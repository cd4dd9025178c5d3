package io.proconsul.dns.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes one reply into a packet. Names that were written before are pointed at (RFC 1035, section
 * 4.1.4), compared without regard to case, unless compression is off. Used once, by one thread.
 */
public final class ReplyWriter {
    private static final int MAX_POINTER = 0x3fff;
    private static final int CLASS_IN = 1;
    private static final int TEXT_PIECE = 255;

    private final boolean compress;
    private final Map<String, Integer> written = new HashMap<>();
    private byte[] packet = new byte[512];
    private int at;

    private ReplyWriter(boolean compress) {
        this.compress = compress;
    }

    /** The packet that answers {@code query}; the question is repeated as it was written. */
    public static byte[] write(Query query, Reply reply, boolean compress) {
        var writer = new ReplyWriter(compress);
        writer.message(query, reply);
        return Arrays.copyOf(writer.packet, writer.at);
    }

    private void message(Query query, Reply reply) {
        Question question = query.question();
        Edns edns = query.edns();
        header(query, reply, question == null ? 0 : 1, edns == null ? 0 : 1);
        if (question != null) {
            name(question.name());
            u16(question.type());
            u16(question.dnsClass());
        }
        records(reply.answer());
        records(reply.authority());
        records(reply.additional());
        if (edns != null) {
            opt(edns, reply.subnetScope());
        }
    }

    private void header(Query query, Reply reply, int questions, int opts) {
        u16(query.id());
        u8(
                0x80
                        | query.opcode() << 3
                        | (reply.authoritative() ? 4 : 0)
                        | (reply.truncated() ? 2 : 0)
                        | (query.recursionDesired() ? 1 : 0));
        u8((reply.recursionAvailable() ? 0x80 : 0) | reply.code().number());
        u16(questions);
        u16(reply.answer().size());
        u16(reply.authority().size());
        u16(reply.additional().size() + opts);
    }

    private void records(List<DnsRecord> records) {
        for (DnsRecord record : records) {
            name(record.owner());
            u16(record.content().type());
            u16(CLASS_IN);
            u32(record.ttl());
            int length = at;
            u16(0);
            content(record.content());
            patch(length, at - length - 2);
        }
    }

    private void content(DnsRecord.Content content) {
        switch (content) {
            case DnsRecord.A(var address) -> u32(address);
            case DnsRecord.Aaaa(var high, var low) -> {
                u64(high);
                u64(low);
            }
            case DnsRecord.Target(_, var name) -> name(name);
            case DnsRecord.Soa soa -> soa(soa);
            case DnsRecord.Srv(var priority, var weight, var port, var target) -> {
                u16(priority);
                u16(weight);
                u16(port);
                // RFC 2782 forbids pointers here, the reference writes them and its clients read
                // them.
                name(target);
            }
            case DnsRecord.Txt(var texts) -> texts.forEach(this::text);
        }
    }

    private void soa(DnsRecord.Soa soa) {
        name(soa.server());
        name(soa.mailbox());
        u32(soa.serial());
        u32(soa.refresh());
        u32(soa.retry());
        u32(soa.expire());
        u32(soa.minimum());
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int from = 0;
        do {
            int length = Math.min(TEXT_PIECE, bytes.length - from);
            u8(length);
            raw(bytes, from, length);
            from += length;
        } while (from < bytes.length);
    }

    private void opt(Edns edns, int scope) {
        u8(0);
        u16(RecordType.OPT);
        u16(edns.udpSize());
        u32(0);
        ClientSubnet subnet = edns.subnet();
        if (subnet == null) {
            u16(0);
            return;
        }
        int length = subnet.address().length + 4;
        u16(length + 4);
        u16(ClientSubnet.OPTION);
        u16(length);
        u16(subnet.family());
        u8(subnet.sourceLength());
        u8(scope);
        raw(subnet.address(), 0, subnet.address().length);
    }

    private void name(String name) {
        int label = 0;
        while (label < name.length() && !(name.length() == 1 && name.charAt(0) == '.')) {
            if (compress && pointTo(name, label)) {
                return;
            }
            label = label(name, label);
        }
        u8(0);
    }

    /**
     * Writes a pointer to where this rest of a name stands already, or remembers where it will
     * stand.
     */
    private boolean pointTo(String name, int from) {
        String rest = name.substring(from).toLowerCase(Locale.ROOT);
        Integer earlier = at <= MAX_POINTER ? written.putIfAbsent(rest, at) : written.get(rest);
        if (earlier == null) {
            return false;
        }
        u16(0xc000 | earlier);
        return true;
    }

    /** Writes the label that begins there and returns where the next one does. */
    private int label(String name, int from) {
        int length = at;
        u8(0);
        int i = from;
        for (; i < name.length() && name.charAt(i) != '.'; i++) {
            boolean escaped = name.charAt(i) == '\\' && i + 1 < name.length();
            i += escaped ? 1 : 0;
            u8(name.charAt(i));
        }
        packet[length] = (byte) Math.min(at - length - 1, 63);
        at = Math.min(at, length + 64);
        return i + 1;
    }

    private void raw(byte[] bytes, int from, int length) {
        ensure(length);
        System.arraycopy(bytes, from, packet, at, length);
        at += length;
    }

    private void u8(int value) {
        ensure(1);
        packet[at++] = (byte) value;
    }

    private void u16(int value) {
        ensure(2);
        packet[at++] = (byte) (value >> 8);
        packet[at++] = (byte) value;
    }

    private void u32(int value) {
        u16(value >>> 16);
        u16(value);
    }

    private void u64(long value) {
        u32((int) (value >>> 32));
        u32((int) value);
    }

    private void patch(int position, int value) {
        packet[position] = (byte) (value >> 8);
        packet[position + 1] = (byte) value;
    }

    private void ensure(int more) {
        if (at + more > packet.length) {
            packet = Arrays.copyOf(packet, Math.max(at + more, packet.length * 2));
        }
    }
}

package io.proconsul.dns.message;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Optional;

/**
 * Reads questions. Bytes come from anybody: whatever they are, the result is a query, a query
 * without a question, or nothing; memory is bounded by the packet.
 */
public final class QueryReader {
    private final byte[] packet;
    private final NameReader names;

    private QueryReader(byte[] packet) {
        this.packet = packet;
        this.names = new NameReader(packet, NameReader.HEADER);
    }

    /** The query in the packet; empty when it deserves no reply (too short, or itself a reply). */
    public static Optional<Query> read(byte[] packet) {
        if (packet.length < NameReader.HEADER || (packet[2] & 0x80) != 0) {
            return Optional.empty();
        }
        return Optional.of(new QueryReader(packet).query());
    }

    private Query query() {
        int questions = u16(4);
        Question question = questions == 1 ? question() : null;
        Edns edns = question == null ? null : edns(u16(6) + u16(8), u16(10));
        return new Query(
                u16(0), packet[2] >> 3 & 0xf, (packet[2] & 1) != 0, questions, question, edns);
    }

    private @Nullable Question question() {
        String name = names.read();
        int at = names.position();
        if (name == null || at + 4 > packet.length) {
            return null;
        }
        names.moveTo(at + 4);
        return new Question(name, u16(at), u16(at + 2));
    }

    /** Looks for OPT among the additional records; a record that cannot be read ends the search. */
    private @Nullable Edns edns(int recordsBefore, int additional) {
        for (int i = 0; i < recordsBefore + additional; i++) {
            boolean named = names.read() != null;
            int at = names.position();
            if (!named || at + 10 > packet.length || at + 10 + u16(at + 8) > packet.length) {
                return null;
            }
            int data = at + 10;
            int end = data + u16(at + 8);
            if (u16(at) == RecordType.OPT && i >= recordsBefore) {
                return new Edns(u16(at + 2), subnet(data, end));
            }
            names.moveTo(end);
        }
        return null;
    }

    private @Nullable ClientSubnet subnet(int from, int end) {
        for (int option = from; option + 4 <= end; option += 4 + u16(option + 2)) {
            int length = u16(option + 2);
            if (option + 4 + length > end) {
                return null;
            }
            if (u16(option) == ClientSubnet.OPTION && length >= 4) {
                byte[] address = Arrays.copyOfRange(packet, option + 8, option + 4 + length);
                return new ClientSubnet(u16(option + 4), packet[option + 6] & 0xff, address);
            }
        }
        return null;
    }

    private int u16(int offset) {
        return (packet[offset] & 0xff) << 8 | packet[offset + 1] & 0xff;
    }
}

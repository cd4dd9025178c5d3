package io.proconsul.dns.message;

import java.util.List;

/**
 * One record of a reply, class IN.
 *
 * @param owner the name it belongs to, as in {@link Question#name}
 * @param ttl seconds it may be kept
 */
public record DnsRecord(String owner, int ttl, Content content) {

    /** What a record says. */
    public sealed interface Content {
        /** The record's type number. */
        int type();
    }

    /** An IPv4 address, big-endian. */
    public record A(int address) implements Content {
        @Override
        public int type() {
            return RecordType.A;
        }
    }

    /** An IPv6 address in two big-endian halves. */
    public record Aaaa(long high, long low) implements Content {
        @Override
        public int type() {
            return RecordType.AAAA;
        }
    }

    /** Another name: of CNAME, NS and PTR records. */
    public record Target(int type, String name) implements Content {}

    public record Soa(
            String server,
            String mailbox,
            int serial,
            int refresh,
            int retry,
            int expire,
            int minimum)
            implements Content {
        @Override
        public int type() {
            return RecordType.SOA;
        }
    }

    public record Srv(int priority, int weight, int port, String target) implements Content {
        @Override
        public int type() {
            return RecordType.SRV;
        }
    }

    /** Texts; each is cut into strings of 255 bytes when written. */
    public record Txt(List<String> texts) implements Content {
        @Override
        public int type() {
            return RecordType.TXT;
        }
    }
}

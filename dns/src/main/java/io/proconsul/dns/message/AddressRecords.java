package io.proconsul.dns.message;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The address and alias records in the answer section of somebody's reply. Other records are passed
 * over; what cannot be read ends the list.
 */
public final class AddressRecords {
    private AddressRecords() {}

    /**
     * @param ttl what the records shall say instead of what the reply said
     * @param most how many at most
     */
    public static List<DnsRecord> read(byte[] packet, int ttl, int most) {
        List<DnsRecord> found = new ArrayList<>(most);
        if (packet.length < NameReader.HEADER) {
            return found;
        }
        ByteBuffer bytes = ByteBuffer.wrap(packet);
        var names = new NameReader(packet, NameReader.HEADER);
        for (int i = bytes.getShort(4) & 0xffff; i > 0 && names.read() != null; i--) {
            names.moveTo(names.position() + 4);
        }
        for (int i = bytes.getShort(6) & 0xffff; i > 0 && found.size() < most; i--) {
            String owner = names.read();
            int fixed = names.position();
            if (owner == null || fixed + 10 > packet.length) {
                return found;
            }
            int data = fixed + 10;
            int length = bytes.getShort(fixed + 8) & 0xffff;
            if (data + length > packet.length) {
                return found;
            }
            DnsRecord.Content content =
                    content(packet, bytes, bytes.getShort(fixed) & 0xffff, data, length);
            if (content != null) {
                found.add(new DnsRecord(owner, ttl, content));
            }
            names.moveTo(data + length);
        }
        return found;
    }

    private static DnsRecord.@Nullable Content content(
            byte[] bytes, ByteBuffer packet, int type, int data, int length) {
        if (type == RecordType.A && length == 4) {
            return new DnsRecord.A(packet.getInt(data));
        }
        if (type == RecordType.AAAA && length == 16) {
            return new DnsRecord.Aaaa(packet.getLong(data), packet.getLong(data + 8));
        }
        String target = type == RecordType.CNAME ? new NameReader(bytes, data).read() : null;
        return target == null ? null : new DnsRecord.Target(RecordType.CNAME, target);
    }
}

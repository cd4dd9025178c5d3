package io.proconsul.gossip.wire;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Serf messages from bytes. The field orders are those of Serf 0.9.4. */
public final class SerfReader {
    private static final Fields LEAVE = Fields.of("LTime", "Node", "Prune");
    private static final Fields JOIN = Fields.of("LTime", "Node");
    private static final Fields USER_EVENT = Fields.of("LTime", "Name", "Payload", "CC");
    private static final Fields QUERY =
            Fields.of(
                    "LTime",
                    "ID",
                    "Addr",
                    "Port",
                    "SourceNode",
                    "Filters",
                    "Flags",
                    "RelayFactor",
                    "Timeout",
                    "Name",
                    "Payload");
    private static final Fields RESPONSE = Fields.of("LTime", "ID", "From", "Flags", "Payload");
    private static final Fields RELAY = Fields.of("DestAddr", "DestName");
    private static final Fields UDP_ADDRESS = Fields.of("IP", "Port", "Zone");
    private static final Fields STATE =
            Fields.of("LTime", "StatusLTimes", "LeftMembers", "EventLTime", "Events", "QueryLTime");
    private static final Fields SLOT = Fields.of("LTime", "Events");
    private static final Fields PAST_EVENT = Fields.of("Name", "Payload");
    private static final Fields CLAIM =
            Fields.of(
                    "Name",
                    "Addr",
                    "Port",
                    "Tags",
                    "Status",
                    "ProtocolMin",
                    "ProtocolMax",
                    "ProtocolCur",
                    "DelegateMin",
                    "DelegateMax",
                    "DelegateCur");
    private static final Fields KEY_REQUEST = Fields.of("Key");
    private static final Fields KEY_RESPONSE = Fields.of("Result", "Message", "Keys", "PrimaryKey");

    private SerfReader() {}

    /** A Serf message, from its type byte on. */
    public static SerfMessage read(byte[] bytes) throws WireException {
        if (bytes.length == 0) {
            throw new WireException("an empty Serf message");
        }
        PackReader in = new PackReader(bytes, 1, bytes.length);
        int type = bytes[0] & 0xff;
        return switch (type) {
            case SerfType.LEAVE -> leave(in);
            case SerfType.JOIN -> join(in);
            case SerfType.STATE -> state(in);
            case SerfType.USER_EVENT -> userEvent(in);
            case SerfType.QUERY -> query(in);
            case SerfType.QUERY_RESPONSE -> response(in);
            case SerfType.CONFLICT_RESPONSE -> claim(in);
            case SerfType.KEY_REQUEST -> keyRequest(in);
            case SerfType.KEY_RESPONSE -> keyResponse(in);
            case SerfType.RELAY -> relay(in, bytes);
            default -> throw new WireException("there is no Serf message type " + type);
        };
    }

    private static SerfMessage leave(PackReader in) throws WireException {
        long time = 0;
        String node = "";
        boolean prune = false;
        PackReader.Row record = in.record(LEAVE);
        while (record.next()) {
            switch (record.field()) {
                case "LTime" -> time = in.unsigned64();
                case "Node" -> node = in.text();
                default -> prune = in.bool();
            }
        }
        return new SerfMessage.LeaveIntent(time, node, prune);
    }

    private static SerfMessage join(PackReader in) throws WireException {
        long time = 0;
        String node = "";
        PackReader.Row record = in.record(JOIN);
        while (record.next()) {
            switch (record.field()) {
                case "LTime" -> time = in.unsigned64();
                default -> node = in.text();
            }
        }
        return new SerfMessage.JoinIntent(time, node);
    }

    private static SerfMessage userEvent(PackReader in) throws WireException {
        long time = 0;
        String name = "";
        byte[] payload = null;
        boolean coalesce = false;
        PackReader.Row record = in.record(USER_EVENT);
        while (record.next()) {
            switch (record.field()) {
                case "LTime" -> time = in.unsigned64();
                case "Name" -> name = in.text();
                case "Payload" -> payload = in.rawOrNil();
                default -> coalesce = in.bool();
            }
        }
        return new SerfMessage.UserEvent(time, name, payload, coalesce);
    }

    private static SerfMessage query(PackReader in) throws WireException {
        long time = 0;
        int id = 0;
        byte[] ip = {};
        int port = 0;
        String sourceNode = "";
        List<byte[]> filters = List.of();
        int flags = 0;
        int relays = 0;
        long timeout = 0;
        String name = "";
        byte[] payload = null;
        PackReader.Row record = in.record(QUERY);
        while (record.next()) {
            switch (record.field()) {
                case "LTime" -> time = in.unsigned64();
                case "ID" -> id = in.unsigned32();
                case "Addr" -> ip = in.raw();
                case "Port" -> port = in.unsigned16();
                case "SourceNode" -> sourceNode = in.text();
                case "Filters" -> filters = raws(in);
                case "Flags" -> flags = in.unsigned32();
                case "RelayFactor" -> relays = in.unsigned8();
                case "Timeout" -> timeout = in.signed64();
                case "Name" -> name = in.text();
                default -> payload = in.rawOrNil();
            }
        }
        Address source = new Address(ip, port);
        return new SerfMessage.Query(
                time, id, source, sourceNode, filters, flags, relays, timeout, name, payload);
    }

    private static List<byte[]> raws(PackReader in) throws WireException {
        int count = in.list();
        List<byte[]> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(in.raw());
        }
        return all;
    }

    private static List<String> texts(PackReader in) throws WireException {
        int count = in.list();
        List<String> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(in.text());
        }
        return all;
    }

    private static SerfMessage response(PackReader in) throws WireException {
        long time = 0;
        int id = 0;
        String from = "";
        int flags = 0;
        byte[] payload = null;
        PackReader.Row record = in.record(RESPONSE);
        while (record.next()) {
            switch (record.field()) {
                case "LTime" -> time = in.unsigned64();
                case "ID" -> id = in.unsigned32();
                case "From" -> from = in.text();
                case "Flags" -> flags = in.unsigned32();
                default -> payload = in.rawOrNil();
            }
        }
        return new SerfMessage.Response(time, id, from, flags, payload);
    }

    private static SerfMessage relay(PackReader in, byte[] bytes) throws WireException {
        Address target = Address.NONE;
        String node = "";
        PackReader.Row record = in.record(RELAY);
        while (record.next()) {
            switch (record.field()) {
                case "DestAddr" -> target = udpAddress(in);
                default -> node = in.text();
            }
        }
        byte[] message = Arrays.copyOfRange(bytes, in.position(), bytes.length);
        return new SerfMessage.Relay(target, node, message);
    }

    private static Address udpAddress(PackReader in) throws WireException {
        byte[] ip = {};
        int port = 0;
        PackReader.Row record = in.record(UDP_ADDRESS);
        while (record.next()) {
            switch (record.field()) {
                case "IP" -> ip = in.raw();
                case "Port" -> port = in.unsigned16();
                default -> in.skip();
            }
        }
        return new Address(ip, port);
    }

    private static SerfMessage state(PackReader in) throws WireException {
        long time = 0;
        StatusTimes statusTimes = StatusTimes.NONE;
        List<String> left = List.of();
        long eventTime = 0;
        List<SerfMessage.@Nullable EventsAt> events = List.of();
        long queryTime = 0;
        PackReader.Row record = in.record(STATE);
        while (record.next()) {
            switch (record.field()) {
                case "LTime" -> time = in.unsigned64();
                case "StatusLTimes" -> statusTimes = times(in);
                case "LeftMembers" -> left = texts(in);
                case "EventLTime" -> eventTime = in.unsigned64();
                case "Events" -> events = slots(in);
                default -> queryTime = in.unsigned64();
            }
        }
        return new SerfMessage.State(time, statusTimes, left, eventTime, events, queryTime);
    }

    private static StatusTimes times(PackReader in) throws WireException {
        int count = in.map();
        String[] names = new String[count];
        long[] times = new long[count];
        for (int i = 0; i < count; i++) {
            names[i] = in.text();
            times[i] = in.unsigned64();
        }
        return new StatusTimes(names, times);
    }

    private static List<SerfMessage.@Nullable EventsAt> slots(PackReader in) throws WireException {
        int count = in.list();
        List<SerfMessage.@Nullable EventsAt> slots = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            slots.add(in.takeNil() ? null : slot(in));
        }
        return slots;
    }

    private static SerfMessage.EventsAt slot(PackReader in) throws WireException {
        long time = 0;
        List<SerfMessage.PastEvent> events = List.of();
        PackReader.Row record = in.record(SLOT);
        while (record.next()) {
            switch (record.field()) {
                case "LTime" -> time = in.unsigned64();
                default -> events = pastEvents(in);
            }
        }
        return new SerfMessage.EventsAt(time, events);
    }

    private static List<SerfMessage.PastEvent> pastEvents(PackReader in) throws WireException {
        int count = in.list();
        List<SerfMessage.PastEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = "";
            byte[] payload = null;
            PackReader.Row record = in.record(PAST_EVENT);
            while (record.next()) {
                switch (record.field()) {
                    case "Name" -> name = in.text();
                    default -> payload = in.rawOrNil();
                }
            }
            events.add(new SerfMessage.PastEvent(name, payload));
        }
        return events;
    }

    private static SerfMessage claim(PackReader in) throws WireException {
        String name = "";
        byte[] ip = {};
        int port = 0;
        Map<String, String> tags = Map.of();
        int status = 0;
        int[] versions = new int[6];
        PackReader.Row record = in.record(CLAIM);
        while (record.next()) {
            switch (record.field()) {
                case "Name" -> name = in.text();
                case "Addr" -> ip = in.raw();
                case "Port" -> port = in.unsigned16();
                case "Tags" -> tags = Tags.read(in);
                case "Status" -> status = (int) in.signed64();
                case "ProtocolMin" -> versions[0] = in.unsigned8();
                case "ProtocolMax" -> versions[1] = in.unsigned8();
                case "ProtocolCur" -> versions[2] = in.unsigned8();
                case "DelegateMin" -> versions[3] = in.unsigned8();
                case "DelegateMax" -> versions[4] = in.unsigned8();
                default -> versions[5] = in.unsigned8();
            }
        }
        return new SerfMessage.MemberClaim(
                name,
                new Address(ip, port),
                tags,
                status,
                new Versions(
                        versions[0],
                        versions[1],
                        versions[2],
                        versions[3],
                        versions[4],
                        versions[5]));
    }

    private static SerfMessage keyRequest(PackReader in) throws WireException {
        byte[] key = {};
        PackReader.Row record = in.record(KEY_REQUEST);
        while (record.next()) {
            key = in.raw();
        }
        return new SerfMessage.KeyRequest(key);
    }

    private static SerfMessage keyResponse(PackReader in) throws WireException {
        boolean result = false;
        String message = "";
        List<String> keys = null;
        String primary = "";
        PackReader.Row record = in.record(KEY_RESPONSE);
        while (record.next()) {
            switch (record.field()) {
                case "Result" -> result = in.bool();
                case "Message" -> message = in.text();
                case "Keys" -> keys = in.takeNil() ? null : texts(in);
                default -> primary = in.text();
            }
        }
        return new SerfMessage.KeyResponse(result, message, keys, primary);
    }
}

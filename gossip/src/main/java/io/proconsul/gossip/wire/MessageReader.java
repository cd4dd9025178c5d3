package io.proconsul.gossip.wire;

import java.util.Arrays;

/** One message from bytes: type byte and record. The field orders are those of memberlist 0.2.2. */
final class MessageReader {
    private static final Fields PING =
            Fields.of("SeqNo", "Node", "SourceAddr", "SourcePort", "SourceNode");
    private static final Fields INDIRECT_PING =
            Fields.of(
                    "SeqNo",
                    "Target",
                    "Port",
                    "Node",
                    "Nack",
                    "SourceAddr",
                    "SourcePort",
                    "SourceNode");
    private static final Fields ACK = Fields.of("SeqNo", "Payload");
    private static final Fields NACK = Fields.of("SeqNo");
    private static final Fields ACCUSATION = Fields.of("Incarnation", "Node", "From");
    private static final Fields ALIVE =
            Fields.of("Incarnation", "Node", "Addr", "Port", "Meta", "Vsn");
    private static final Fields PUSH_PULL = Fields.of("Nodes", "UserStateLen", "Join");
    private static final Fields ENTRY =
            Fields.of("Name", "Addr", "Port", "Meta", "Incarnation", "State", "Vsn");
    private static final Fields USER = Fields.of("UserMsgLen");
    private static final Fields REFUSAL = Fields.of("Error");

    private MessageReader() {}

    /** A message of a packet, from its type byte to the end; bytes behind a record are ignored. */
    static Message ofPacket(byte[] bytes, int from, int to) throws WireException {
        if (from == to) {
            throw new WireException("an empty message");
        }
        PackReader in = new PackReader(bytes, from + 1, to);
        int type = bytes[from] & 0xff;
        return switch (type) {
            case MessageType.PING -> ping(in);
            case MessageType.INDIRECT_PING -> indirectPing(in);
            case MessageType.ACK -> ack(in);
            case MessageType.NACK -> nack(in);
            case MessageType.SUSPECT -> suspect(in);
            case MessageType.DEAD -> dead(in);
            case MessageType.ALIVE -> alive(in);
            case MessageType.USER -> new Message.User(Arrays.copyOfRange(bytes, from + 1, to));
            default -> throw new WireException("packets have no message type " + type);
        };
    }

    /** The message of a stream; fails with "cut short" while more bytes may complete it. */
    static Message ofStream(byte[] bytes, int from, int to) throws WireException {
        PackReader in = new PackReader(bytes, from + 1, to);
        int type = from == to ? -1 : bytes[from] & 0xff;
        return switch (type) {
            case -1 -> throw WireException.cutShort("a stream");
            case MessageType.PING -> ping(in);
            case MessageType.ACK -> ack(in);
            case MessageType.PUSH_PULL -> pushPull(in, bytes);
            case MessageType.USER -> user(in, bytes);
            case MessageType.ERROR -> refusal(in);
            default -> throw new WireException("streams have no message type " + type);
        };
    }

    /** What a ping may tell about its sender, in any order. */
    private static final class SourceFields {
        private byte[] ip = {};
        private int port;
        private String name = "";

        void read(String field, PackReader in) throws WireException {
            switch (field) {
                case "SourceAddr" -> ip = in.raw();
                case "SourcePort" -> port = in.unsigned16();
                case "SourceNode" -> name = in.text();
                default -> in.skip();
            }
        }

        Message.Source source() {
            return new Message.Source(name, new Address(ip, port));
        }
    }

    private static Message ping(PackReader in) throws WireException {
        int sequence = 0;
        String node = "";
        SourceFields source = new SourceFields();
        PackReader.Row record = in.record(PING);
        while (record.next()) {
            switch (record.field()) {
                case "SeqNo" -> sequence = in.unsigned32();
                case "Node" -> node = in.text();
                default -> source.read(record.field(), in);
            }
        }
        return new Message.Ping(sequence, node, source.source());
    }

    private static Message indirectPing(PackReader in) throws WireException {
        int sequence = 0;
        String node = "";
        byte[] target = {};
        int port = 0;
        boolean nack = false;
        SourceFields source = new SourceFields();
        PackReader.Row record = in.record(INDIRECT_PING);
        while (record.next()) {
            switch (record.field()) {
                case "SeqNo" -> sequence = in.unsigned32();
                case "Node" -> node = in.text();
                case "Target" -> target = in.raw();
                case "Port" -> port = in.unsigned16();
                case "Nack" -> nack = in.bool();
                default -> source.read(record.field(), in);
            }
        }
        return new Message.IndirectPing(
                sequence, node, new Address(target, port), nack, source.source());
    }

    private static Message ack(PackReader in) throws WireException {
        int sequence = 0;
        byte[] payload = null;
        PackReader.Row record = in.record(ACK);
        while (record.next()) {
            switch (record.field()) {
                case "SeqNo" -> sequence = in.unsigned32();
                default -> payload = in.rawOrNil();
            }
        }
        return new Message.Ack(sequence, payload);
    }

    private static Message nack(PackReader in) throws WireException {
        int sequence = 0;
        PackReader.Row record = in.record(NACK);
        while (record.next()) {
            sequence = in.unsigned32();
        }
        return new Message.Nack(sequence);
    }

    private record Accusation(String node, int incarnation, String from) {}

    private static Accusation accusation(PackReader in) throws WireException {
        String node = "";
        int incarnation = 0;
        String from = "";
        PackReader.Row record = in.record(ACCUSATION);
        while (record.next()) {
            switch (record.field()) {
                case "Node" -> node = in.text();
                case "Incarnation" -> incarnation = in.unsigned32();
                default -> from = in.text();
            }
        }
        return new Accusation(node, incarnation, from);
    }

    private static Message suspect(PackReader in) throws WireException {
        Accusation a = accusation(in);
        return new Message.Suspect(a.node, a.incarnation, a.from);
    }

    private static Message dead(PackReader in) throws WireException {
        Accusation a = accusation(in);
        return new Message.Dead(a.node, a.incarnation, a.from);
    }

    /** The fields of alive messages and of push/pull entries; they name the member differently. */
    private static final class PeerFields {
        private String name = "";
        private byte[] ip = {};
        private int port;
        private byte[] meta = {};
        private int incarnation;
        private byte[] versions = {};

        void read(String field, PackReader in) throws WireException {
            switch (field) {
                case "Node", "Name" -> name = in.text();
                case "Addr" -> ip = in.raw();
                case "Port" -> port = in.unsigned16();
                case "Meta" -> meta = in.raw();
                case "Incarnation" -> incarnation = in.unsigned32();
                case "Vsn" -> versions = in.raw();
                default -> in.skip();
            }
        }

        Peer peer() {
            return new Peer(name, new Address(ip, port), meta, Versions.of(versions), incarnation);
        }
    }

    private static Message alive(PackReader in) throws WireException {
        PeerFields fields = new PeerFields();
        PackReader.Row record = in.record(ALIVE);
        while (record.next()) {
            fields.read(record.field(), in);
        }
        return new Message.Alive(fields.peer());
    }

    private static Message pushPull(PackReader in, byte[] bytes) throws WireException {
        boolean join = false;
        long nodes = 0;
        long stateLength = 0;
        PackReader.Row record = in.record(PUSH_PULL);
        while (record.next()) {
            switch (record.field()) {
                case "Join" -> join = in.bool();
                case "Nodes" -> nodes = in.signed64();
                default -> stateLength = in.signed64();
            }
        }
        if (nodes < 0 || nodes > WireLimits.MEMBERS) {
            throw new WireException(nodes + " members, at most " + WireLimits.MEMBERS);
        }
        Roll roll = roll((int) nodes, in);
        UserState state = UserState.of(rest(in, bytes, stateLength));
        return new Message.PushPull(join, roll, state);
    }

    private static Roll roll(int nodes, PackReader in) throws WireException {
        if (nodes > in.remaining()) {
            throw WireException.cutShort("a list of " + nodes + " members");
        }
        Peer[] peers = new Peer[nodes];
        byte[] states = new byte[nodes];
        for (int i = 0; i < nodes; i++) {
            PeerFields fields = new PeerFields();
            PackReader.Row record = in.record(ENTRY);
            while (record.next()) {
                if (record.field().equals("State")) {
                    states[i] = PeerState.read(in.unsigned8()).code();
                } else {
                    fields.read(record.field(), in);
                }
            }
            peers[i] = fields.peer();
        }
        return new Roll(peers, states, nodes);
    }

    private static byte[] rest(PackReader in, byte[] bytes, long length) throws WireException {
        if (length < 0 || length > WireLimits.STREAM_PLAIN_BYTES) {
            throw new WireException("a payload of " + length + " bytes");
        }
        if (length > in.remaining()) {
            throw WireException.cutShort("a payload of " + length + " bytes");
        }
        return Arrays.copyOfRange(bytes, in.position(), in.position() + (int) length);
    }

    private static Message user(PackReader in, byte[] bytes) throws WireException {
        long length = 0;
        PackReader.Row record = in.record(USER);
        while (record.next()) {
            length = in.signed64();
        }
        return new Message.User(rest(in, bytes, length));
    }

    private static Message refusal(PackReader in) throws WireException {
        String error = "";
        PackReader.Row record = in.record(REFUSAL);
        while (record.next()) {
            error = in.text();
        }
        return new Message.Refusal(error);
    }
}

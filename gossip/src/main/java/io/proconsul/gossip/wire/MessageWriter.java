package io.proconsul.gossip.wire;

/** Messages as bytes: type byte and one record with sorted keys. */
final class MessageWriter {
    private MessageWriter() {}

    static byte[] bytes(Message message) {
        PackWriter out = new PackWriter(sizeHint(message));
        write(message, out);
        return out.toBytes();
    }

    private static int sizeHint(Message message) {
        return switch (message) {
            case Message.Alive(Peer peer) -> peer.meta().length + peer.name().length() + 96;
            case Message.User(byte[] payload) -> payload.length + 1;
            case Message.Ack(_, byte[] payload) when payload != null -> payload.length + 32;
            case Message.PushPull(_, Roll roll, UserState state) ->
                    roll.size() * 96 + state.bytes().length;
            default -> 128;
        };
    }

    private static void write(Message message, PackWriter out) {
        switch (message) {
            case Message.Ping ping -> ping(ping, out);
            case Message.IndirectPing ping -> indirectPing(ping, out);
            case Message.Ack(int sequence, byte[] payload) ->
                    out.octet(MessageType.ACK)
                            .map(2)
                            .key("Payload")
                            .rawOrNil(payload)
                            .key("SeqNo")
                            .unsigned(Integer.toUnsignedLong(sequence));
            case Message.Nack(int sequence) ->
                    out.octet(MessageType.NACK)
                            .map(1)
                            .key("SeqNo")
                            .unsigned(Integer.toUnsignedLong(sequence));
            case Message.Suspect(String node, int incarnation, String from) ->
                    accusation(out.octet(MessageType.SUSPECT), node, incarnation, from);
            case Message.Dead(String node, int incarnation, String from) ->
                    accusation(out.octet(MessageType.DEAD), node, incarnation, from);
            case Message.Alive(Peer peer) -> alive(peer, out);
            case Message.User(byte[] payload) -> out.octet(MessageType.USER).plain(payload);
            case Message.PushPull pushPull -> pushPull(pushPull, out);
            case Message.Refusal(String error) ->
                    out.octet(MessageType.ERROR).map(1).key("Error").text(error);
        }
    }

    private static void ping(Message.Ping ping, PackWriter out) {
        out.octet(MessageType.PING)
                .map(2 + sourceFields(ping.source()))
                .key("Node")
                .text(ping.node())
                .key("SeqNo")
                .unsigned(Integer.toUnsignedLong(ping.sequence()));
        source(ping.source(), out);
    }

    private static void indirectPing(Message.IndirectPing ping, PackWriter out) {
        out.octet(MessageType.INDIRECT_PING)
                .map(5 + sourceFields(ping.source()))
                .key("Nack")
                .bool(ping.nack())
                .key("Node")
                .text(ping.node())
                .key("Port")
                .unsigned(ping.target().port())
                .key("SeqNo")
                .unsigned(Integer.toUnsignedLong(ping.sequence()));
        source(ping.source(), out);
        out.key("Target").raw(ping.target().ip());
    }

    private static int sourceFields(Message.Source source) {
        return (source.address().ip().length > 0 ? 1 : 0)
                + (source.name().isEmpty() ? 0 : 1)
                + (source.address().port() == 0 ? 0 : 1);
    }

    /** Fields that are empty are left out. */
    private static void source(Message.Source source, PackWriter out) {
        if (source.address().ip().length > 0) {
            out.key("SourceAddr").raw(source.address().ip());
        }
        if (!source.name().isEmpty()) {
            out.key("SourceNode").text(source.name());
        }
        if (source.address().port() != 0) {
            out.key("SourcePort").unsigned(source.address().port());
        }
    }

    private static void accusation(PackWriter out, String node, int incarnation, String from) {
        out.map(3)
                .key("From")
                .text(from)
                .key("Incarnation")
                .unsigned(Integer.toUnsignedLong(incarnation))
                .key("Node")
                .text(node);
    }

    private static void alive(Peer peer, PackWriter out) {
        out.octet(MessageType.ALIVE)
                .map(6)
                .key("Addr")
                .raw(peer.address().ip())
                .key("Incarnation")
                .unsigned(Integer.toUnsignedLong(peer.incarnation()))
                .key("Meta")
                .raw(peer.meta())
                .key("Node")
                .text(peer.name())
                .key("Port")
                .unsigned(peer.address().port())
                .key("Vsn")
                .raw(peer.versions().toBytes());
    }

    private static void pushPull(Message.PushPull pushPull, PackWriter out) {
        Roll roll = pushPull.roll();
        byte[] userState = pushPull.userState().bytes();
        out.octet(MessageType.PUSH_PULL)
                .map(3)
                .key("Join")
                .bool(pushPull.join())
                .key("Nodes")
                .unsigned(roll.size())
                .key("UserStateLen")
                .unsigned(userState.length);
        for (int i = 0; i < roll.size(); i++) {
            entry(roll.peer(i), roll.state(i), out);
        }
        out.plain(userState);
    }

    private static void entry(Peer peer, PeerState state, PackWriter out) {
        out.map(7)
                .key("Addr")
                .raw(peer.address().ip())
                .key("Incarnation")
                .unsigned(Integer.toUnsignedLong(peer.incarnation()))
                .key("Meta")
                .raw(peer.meta())
                .key("Name")
                .text(peer.name())
                .key("Port")
                .unsigned(peer.address().port())
                .key("State")
                .unsigned(state.code())
                .key("Vsn")
                .raw(peer.versions().toBytes());
    }
}

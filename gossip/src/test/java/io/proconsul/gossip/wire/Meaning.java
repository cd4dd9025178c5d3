package io.proconsul.gossip.wire;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Messages in the notation of the recorded vectors, so that both can be compared. */
final class Meaning {
    private Meaning() {}

    static Map<String, @Nullable Object> of(Message message) throws WireException {
        return switch (message) {
            case Message.Ping(int sequence, String node, Message.Source source) -> {
                Map<String, @Nullable Object> body = map("Node", node, "SeqNo", number(sequence));
                source(source, body);
                yield map("type", "ping", "body", body);
            }
            case Message.IndirectPing ping -> {
                Map<String, @Nullable Object> body =
                        map(
                                "Nack",
                                ping.nack(),
                                "Node",
                                ping.node(),
                                "Port",
                                (long) ping.target().port(),
                                "SeqNo",
                                number(ping.sequence()),
                                "Target",
                                ping.target().ipText());
                source(ping.source(), body);
                yield map("type", "indirect-ping", "body", body);
            }
            case Message.Ack(int sequence, byte[] payload) ->
                    map(
                            "type",
                            "ack",
                            "body",
                            map("Payload", coordinate(payload), "SeqNo", number(sequence)));
            case Message.Nack(int sequence) ->
                    map("type", "nack", "body", map("SeqNo", number(sequence)));
            case Message.Suspect(String node, int incarnation, String from) ->
                    map("type", "suspect", "body", accusation(node, incarnation, from));
            case Message.Dead(String node, int incarnation, String from) ->
                    map("type", "dead", "body", accusation(node, incarnation, from));
            case Message.Alive(Peer peer) -> map("type", "alive", "body", peer(peer, "Node"));
            case Message.User(byte[] payload) -> map("type", "user", "body", serf(payload));
            case Message.Refusal(String error) -> map("type", "err", "body", map("Error", error));
            case Message.PushPull pushPull -> pushPull(pushPull);
        };
    }

    private static void source(Message.Source source, Map<String, @Nullable Object> body) {
        if (!source.equals(Message.Source.UNKNOWN)) {
            body.put("SourceAddr", source.address().ipText());
            body.put("SourceNode", source.name());
            body.put("SourcePort", (long) source.address().port());
        }
    }

    private static Map<String, @Nullable Object> accusation(
            String node, int incarnation, String from) {
        return map("From", from, "Incarnation", number(incarnation), "Node", node);
    }

    private static Map<String, @Nullable Object> peer(Peer peer, String nameField) {
        return map(
                "Addr",
                peer.address().ipText(),
                "Incarnation",
                number(peer.incarnation()),
                "Meta",
                peer.meta().length == 0 ? "" : Tags.decode(peer.meta()),
                nameField,
                peer.name(),
                "Port",
                (long) peer.address().port(),
                "Vsn",
                versions(peer.versions()));
    }

    private static List<Object> versions(Versions versions) {
        List<Object> all = new ArrayList<>();
        for (byte version : versions.toBytes()) {
            all.add((long) version);
        }
        return all;
    }

    private static Map<String, @Nullable Object> pushPull(Message.PushPull pushPull)
            throws WireException {
        List<Object> nodes = new ArrayList<>();
        for (int i = 0; i < pushPull.roll().size(); i++) {
            Map<String, @Nullable Object> node = peer(pushPull.roll().peer(i), "Name");
            PeerState state = pushPull.roll().state(i);
            node.put("State", state.code() + " " + state.name().toLowerCase(java.util.Locale.ROOT));
            nodes.add(node);
        }
        return map(
                "type",
                "push-pull",
                "header",
                map(
                        "Join",
                        pushPull.join(),
                        "Nodes",
                        (long) nodes.size(),
                        "UserStateLen",
                        (long) pushPull.userState().bytes().length),
                "nodes",
                nodes,
                "user-state",
                serf(pushPull.userState().bytes()),
                "trailing-bytes",
                0L);
    }

    private static @Nullable Object coordinate(byte @Nullable [] payload) throws WireException {
        if (payload == null) {
            return null;
        }
        Coordinate c = Coordinate.ofPayload(payload);
        List<Object> vector = new ArrayList<>();
        for (double component : c.vector()) {
            vector.add(component);
        }
        return map(
                "ping-version",
                1L,
                "coordinate",
                map(
                        "Adjustment",
                        c.adjustment(),
                        "Error",
                        c.error(),
                        "Height",
                        c.height(),
                        "Vec",
                        vector));
    }

    private static Map<String, @Nullable Object> serf(byte[] bytes) throws WireException {
        SerfMessage message = SerfReader.read(bytes);
        return switch (message) {
            case SerfMessage.JoinIntent(long time, String node) ->
                    map("serf", "join", "body", map("LTime", time, "Node", node));
            case SerfMessage.LeaveIntent(long time, String node, boolean prune) ->
                    map("serf", "leave", "body", map("LTime", time, "Node", node, "Prune", prune));
            case SerfMessage.UserEvent event ->
                    map(
                            "serf",
                            "user-event",
                            "body",
                            map(
                                    "CC",
                                    event.coalesce(),
                                    "LTime",
                                    event.time(),
                                    "Name",
                                    event.name(),
                                    "Payload",
                                    payload(event.payload())));
            case SerfMessage.Query query -> map("serf", "query", "body", query(query));
            case SerfMessage.Response response ->
                    map(
                            "serf",
                            "query-response",
                            "body",
                            map(
                                    "Flags",
                                    (long) response.flags(),
                                    "From",
                                    response.from(),
                                    "ID",
                                    number(response.id()),
                                    "LTime",
                                    response.time(),
                                    "Payload",
                                    payload(response.payload())));
            case SerfMessage.Relay relay -> relay(relay);
            case SerfMessage.State state -> map("serf", "push-pull", "body", state(state));
            case SerfMessage.KeyRequest(byte[] key) ->
                    map("serf", "key-request", "body", map("Key", payload(key)));
            case SerfMessage.KeyResponse response ->
                    map(
                            "serf",
                            "key-response",
                            "body",
                            map(
                                    "Keys",
                                    response.keys(),
                                    "Message",
                                    response.message(),
                                    "PrimaryKey",
                                    response.primary(),
                                    "Result",
                                    response.result()));
            case SerfMessage.MemberClaim claim -> claim(claim);
        };
    }

    private static Map<String, @Nullable Object> relay(SerfMessage.Relay relay)
            throws WireException {
        return map(
                "serf",
                "relay",
                "body",
                map(
                        "DestAddr",
                        map(
                                "IP",
                                relay.target().ipText(),
                                "Port",
                                (long) relay.target().port(),
                                "Zone",
                                ""),
                        "DestName",
                        relay.targetNode()),
                "inner",
                serf(relay.message()));
    }

    private static Map<String, @Nullable Object> query(SerfMessage.Query query)
            throws WireException {
        List<@Nullable Object> filters = new ArrayList<>();
        for (byte[] filter : query.filters()) {
            filters.add(payload(filter));
        }
        return map(
                "Addr",
                query.source().ipText(),
                "Filters",
                filters,
                "Flags",
                (long) query.flags(),
                "ID",
                number(query.id()),
                "LTime",
                query.time(),
                "Name",
                query.name(),
                "Payload",
                payload(query.payload()),
                "Port",
                (long) query.source().port(),
                "RelayFactor",
                (long) query.relays(),
                "SourceNode",
                query.sourceNode(),
                "Timeout",
                query.timeoutNanos());
    }

    private static Map<String, @Nullable Object> state(SerfMessage.State state)
            throws WireException {
        List<@Nullable Object> slots = new ArrayList<>();
        for (SerfMessage.EventsAt slot : state.events()) {
            slots.add(slot == null ? null : slot(slot));
        }
        return map(
                "EventLTime",
                state.eventTime(),
                "Events",
                slots,
                "LTime",
                state.time(),
                "LeftMembers",
                state.leftMembers(),
                "QueryLTime",
                state.queryTime(),
                "StatusLTimes",
                times(state.statusTimes()));
    }

    private static Map<String, @Nullable Object> times(StatusTimes times) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < times.size(); i++) {
            map.put(times.name(i), times.time(i));
        }
        return map;
    }

    private static Object slot(SerfMessage.EventsAt slot) throws WireException {
        List<Object> events = new ArrayList<>();
        for (SerfMessage.PastEvent event : slot.events()) {
            events.add(map("Name", event.name(), "Payload", payload(event.payload())));
        }
        return map("Events", events, "LTime", slot.time());
    }

    private static Map<String, @Nullable Object> claim(SerfMessage.MemberClaim claim) {
        return map(
                "serf",
                "conflict-response",
                "body",
                map("Name", claim.name(), "Addr", claim.address().ipText()));
    }

    /** Text where it is printable, an inner Serf message where it is one, hexadecimal otherwise. */
    private static @Nullable Object payload(byte @Nullable [] bytes) throws WireException {
        if (bytes == null) {
            return null;
        }
        if (bytes.length > 0
                && (bytes[0] == SerfType.KEY_REQUEST || bytes[0] == SerfType.KEY_RESPONSE)) {
            return serf(bytes);
        }
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            if (text.chars().noneMatch(c -> c < ' ' && c != '\n')) {
                return text;
            }
        } catch (CharacterCodingException notText) {
            // shown as hexadecimal below
        }
        return map("$hex", HexFormat.of().formatHex(bytes));
    }

    private static long number(int unsigned) {
        return Integer.toUnsignedLong(unsigned);
    }

    private static Map<String, @Nullable Object> map(@Nullable Object... pairs) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return map;
    }
}

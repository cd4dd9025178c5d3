package io.proconsul.gossip.wire;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** Serf messages as bytes: type byte and one record with sorted keys. */
public final class SerfWriter {
    private SerfWriter() {}

    public static byte[] bytes(SerfMessage message) {
        PackWriter out = new PackWriter(sizeHint(message));
        switch (message) {
            case SerfMessage.LeaveIntent(long time, String node, boolean prune) ->
                    intent(out.octet(SerfType.LEAVE).map(3), time, node).key("Prune").bool(prune);
            case SerfMessage.JoinIntent(long time, String node) ->
                    intent(out.octet(SerfType.JOIN).map(2), time, node);
            case SerfMessage.UserEvent event -> userEvent(event, out);
            case SerfMessage.Query query -> query(query, out);
            case SerfMessage.Response response -> response(response, out);
            case SerfMessage.Relay relay -> relay(relay, out);
            case SerfMessage.State state -> state(state, out);
            case SerfMessage.MemberClaim claim -> claim(claim, out);
            case SerfMessage.KeyRequest(byte[] key) ->
                    out.octet(SerfType.KEY_REQUEST).map(1).key("Key").raw(key);
            case SerfMessage.KeyResponse response -> keyResponse(response, out);
        }
        return out.toBytes();
    }

    private static int sizeHint(SerfMessage message) {
        return message instanceof SerfMessage.State state
                ? 700 + state.statusTimes().size() * 24
                : 160;
    }

    private static PackWriter intent(PackWriter out, long time, String node) {
        return out.key("LTime").unsigned(time).key("Node").text(node);
    }

    private static void userEvent(SerfMessage.UserEvent event, PackWriter out) {
        out.octet(SerfType.USER_EVENT)
                .map(4)
                .key("CC")
                .bool(event.coalesce())
                .key("LTime")
                .unsigned(event.time())
                .key("Name")
                .text(event.name())
                .key("Payload")
                .rawOrNil(event.payload());
    }

    private static void query(SerfMessage.Query query, PackWriter out) {
        out.octet(SerfType.QUERY).map(11).key("Addr").raw(query.source().ip()).key("Filters");
        if (query.filters().isEmpty()) {
            out.nil();
        } else {
            out.list(query.filters().size());
            query.filters().forEach(out::raw);
        }
        out.key("Flags")
                .unsigned(Integer.toUnsignedLong(query.flags()))
                .key("ID")
                .unsigned(Integer.toUnsignedLong(query.id()))
                .key("LTime")
                .unsigned(query.time())
                .key("Name")
                .text(query.name())
                .key("Payload")
                .rawOrNil(query.payload())
                .key("Port")
                .unsigned(query.source().port())
                .key("RelayFactor")
                .unsigned(query.relays())
                .key("SourceNode")
                .text(query.sourceNode())
                .key("Timeout")
                .signed(query.timeoutNanos());
    }

    private static void response(SerfMessage.Response response, PackWriter out) {
        out.octet(SerfType.QUERY_RESPONSE)
                .map(5)
                .key("Flags")
                .unsigned(Integer.toUnsignedLong(response.flags()))
                .key("From")
                .text(response.from())
                .key("ID")
                .unsigned(Integer.toUnsignedLong(response.id()))
                .key("LTime")
                .unsigned(response.time())
                .key("Payload")
                .rawOrNil(response.payload());
    }

    private static void relay(SerfMessage.Relay relay, PackWriter out) {
        out.octet(SerfType.RELAY)
                .map(2)
                .key("DestAddr")
                .map(3)
                .key("IP")
                .raw(relay.target().ip())
                .key("Port")
                .signed(relay.target().port())
                .key("Zone")
                .text("")
                .key("DestName")
                .text(relay.targetNode())
                .plain(relay.message());
    }

    private static void state(SerfMessage.State state, PackWriter out) {
        out.octet(SerfType.STATE).map(6).key("EventLTime").unsigned(state.eventTime());
        out.key("Events").list(state.events().size());
        for (SerfMessage.EventsAt slot : state.events()) {
            slot(slot, out);
        }
        out.key("LTime").unsigned(state.time()).key("LeftMembers");
        out.list(state.leftMembers().size());
        state.leftMembers().forEach(out::text);
        out.key("QueryLTime").unsigned(state.queryTime());
        out.key("StatusLTimes").map(state.statusTimes().size());
        for (int i = 0; i < state.statusTimes().size(); i++) {
            out.text(state.statusTimes().name(i)).unsigned(state.statusTimes().time(i));
        }
    }

    private static void slot(SerfMessage.@Nullable EventsAt slot, PackWriter out) {
        if (slot == null) {
            out.nil();
            return;
        }
        out.map(2).key("Events").list(slot.events().size());
        for (SerfMessage.PastEvent event : slot.events()) {
            out.map(2).key("Name").text(event.name()).key("Payload").rawOrNil(event.payload());
        }
        out.key("LTime").unsigned(slot.time());
    }

    private static void claim(SerfMessage.MemberClaim claim, PackWriter out) {
        Versions versions = claim.versions();
        out.octet(SerfType.CONFLICT_RESPONSE)
                .map(11)
                .key("Addr")
                .raw(claim.address().ip())
                .key("DelegateCur")
                .unsigned(versions.serfCurrent())
                .key("DelegateMax")
                .unsigned(versions.serfMost())
                .key("DelegateMin")
                .unsigned(versions.serfLeast())
                .key("Name")
                .text(claim.name())
                .key("Port")
                .unsigned(claim.address().port())
                .key("ProtocolCur")
                .unsigned(versions.current())
                .key("ProtocolMax")
                .unsigned(versions.most())
                .key("ProtocolMin")
                .unsigned(versions.least())
                .key("Status")
                .signed(claim.status())
                .key("Tags");
        tags(claim.tags(), out);
    }

    private static void tags(Map<String, String> tags, PackWriter out) {
        out.map(tags.size());
        tags.forEach((key, value) -> out.text(key).text(value));
    }

    private static void keyResponse(SerfMessage.KeyResponse response, PackWriter out) {
        out.octet(SerfType.KEY_RESPONSE).map(4).key("Keys");
        List<String> keys = response.keys();
        if (keys == null) {
            out.nil();
        } else {
            out.list(keys.size());
            keys.forEach(out::text);
        }
        out.key("Message")
                .text(response.message())
                .key("PrimaryKey")
                .text(response.primary())
                .key("Result")
                .bool(response.result());
    }
}

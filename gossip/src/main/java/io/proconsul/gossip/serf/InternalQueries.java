package io.proconsul.gossip.serf;

import io.proconsul.gossip.wire.Peer;
import io.proconsul.gossip.wire.SerfMessage;
import io.proconsul.gossip.wire.SerfMessage.KeyResponse;
import io.proconsul.gossip.wire.SerfReader;
import io.proconsul.gossip.wire.SerfWriter;
import io.proconsul.gossip.wire.Tags;
import io.proconsul.gossip.wire.WireException;

import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** Questions that Serf asks and answers itself (wire reference, section 7.6). */
final class InternalQueries {
    static final String PREFIX = "_serf_";
    static final String CONFLICT = PREFIX + "conflict";
    static final String INSTALL_KEY = PREFIX + "install-key";
    static final String USE_KEY = PREFIX + "use-key";
    static final String REMOVE_KEY = PREFIX + "remove-key";
    static final String LIST_KEYS = PREFIX + "list-keys";
    static final String PING = PREFIX + "ping";
    private static final byte[] UNKNOWN_MEMBER = {6, (byte) 0xc0};

    /** What a listed key takes in a response at least. */
    private static final int LISTED_KEY_BYTES = 25;

    private final Shared shared;

    InternalQueries(Shared shared) {
        this.shared = shared;
    }

    static boolean isInternal(String name) {
        return name.startsWith(PREFIX);
    }

    void asked(IncomingQuery query) {
        switch (query.name()) {
            case PING -> shared.note(Level.DEBUG, "answered a ping query of %s", query.from());
            case CONFLICT -> whoIs(query);
            case INSTALL_KEY -> changeKeys(query, shared.keyring::install);
            case USE_KEY -> changeKeys(query, shared.keyring::use);
            case REMOVE_KEY -> changeKeys(query, shared.keyring::remove);
            case LIST_KEYS -> listKeys(query);
            default -> shared.note(Level.WARN, "Unhandled internal query '%s'", query.name());
        }
    }

    /** Where we know the holder of a name; the holder itself keeps silent. */
    private void whoIs(IncomingQuery query) {
        byte[] payload = query.payload();
        String name = payload == null ? "" : new String(payload, StandardCharsets.UTF_8);
        if (name.equals(shared.name)) {
            return;
        }
        shared.note(Level.DEBUG, "Got conflict resolution query for '%s'", name);
        int slot = shared.book.find(name);
        query.answer(slot < 0 ? UNKNOWN_MEMBER : claim(slot));
    }

    private byte[] claim(int slot) {
        Peer peer = shared.book.peer(slot);
        return SerfWriter.bytes(
                new SerfMessage.MemberClaim(
                        peer.name(),
                        peer.address(),
                        Tags.decode(peer.meta()),
                        shared.book.status(slot).code(),
                        peer.versions()));
    }

    private void changeKeys(IncomingQuery query, Consumer<byte[]> change) {
        String problem = shared.keyring.isEmpty() ? noKeyring() : tryChange(query, change);
        if (problem != null) {
            shared.note(Level.ERROR, "%s failed: %s", query.name(), problem);
        }
        query.answer(
                SerfWriter.bytes(
                        new KeyResponse(
                                problem == null, problem == null ? "" : problem, null, "")));
    }

    private static String noKeyring() {
        return "No keyring to modify (encryption not enabled)";
    }

    private @Nullable String tryChange(IncomingQuery query, Consumer<byte[]> change) {
        try {
            change.accept(keyOf(query));
            shared.effects.saveKeyring(shared.keyring.base64());
            shared.note(Level.INFO, "Received %s query", query.name());
            return null;
        } catch (IllegalArgumentException | WireException e) {
            return e.getMessage();
        }
    }

    private static byte[] keyOf(IncomingQuery query) throws WireException {
        byte[] payload = query.payload();
        SerfMessage message = SerfReader.read(payload == null ? new byte[0] : payload);
        if (message instanceof SerfMessage.KeyRequest(byte[] key)) {
            return key;
        }
        throw new IllegalArgumentException("Invalid key request");
    }

    /** As many keys as fit in a response. */
    private void listKeys(IncomingQuery query) {
        if (shared.keyring.isEmpty()) {
            query.answer(
                    SerfWriter.bytes(
                            new KeyResponse(
                                    false, "Keyring is empty (encryption not enabled)", null, "")));
            return;
        }
        List<String> keys = shared.keyring.base64();
        int shown = Math.min(keys.size(), SerfSettings.QUERY_BYTES / LISTED_KEY_BYTES);
        while (!tryList(query, keys, shown)) {
            shown--;
        }
    }

    private static boolean tryList(IncomingQuery query, List<String> keys, int shown) {
        String message =
                shown == keys.size()
                        ? ""
                        : String.format(
                                "truncated key list response, showing first %d of %d keys",
                                shown, keys.size());
        KeyResponse response =
                new KeyResponse(true, message, keys.subList(0, shown), keys.getFirst());
        try {
            query.answer(SerfWriter.bytes(response));
            return true;
        } catch (IllegalArgumentException tooLong) {
            return shown == 0;
        }
    }
}

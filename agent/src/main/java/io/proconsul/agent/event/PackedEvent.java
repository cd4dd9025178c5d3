package io.proconsul.agent.event;

import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageSizeException;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.ValueType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * An event as the payload of a gossiped event: one map in the newer msgpack dialect, keys sorted,
 * empty optional fields left out (gossip reference, section 8.3; observed on 1.8.7).
 */
final class PackedEvent {
    /** More fields than any version of an event has. */
    private static final int MAX_FIELDS = 32;

    private static final String ID = "ID";
    private static final String NAME = "n";
    private static final String NODE_FILTER = "nf";
    private static final String PAYLOAD = "p";
    private static final String SERVICE_FILTER = "sf";
    private static final String TAG_FILTER = "tf";
    private static final String VERSION = "v";

    private PackedEvent() {}

    static byte[] of(UserEvent event) {
        byte[] payload = event.payload();
        boolean hasPayload = payload != null && payload.length > 0;
        int fields = 3;
        for (String filter :
                new String[] {event.nodeFilter(), event.serviceFilter(), event.tagFilter()}) {
            fields += filter.isEmpty() ? 0 : 1;
        }
        try (MessageBufferPacker out = MessagePack.newDefaultBufferPacker()) {
            out.packMapHeader(fields + (hasPayload ? 1 : 0));
            out.packString(ID).packString(event.id());
            out.packString(NAME).packString(event.name());
            packFilter(out, NODE_FILTER, event.nodeFilter());
            if (payload != null && hasPayload) {
                out.packString(PAYLOAD).packBinaryHeader(payload.length).writePayload(payload);
            }
            packFilter(out, SERVICE_FILTER, event.serviceFilter());
            packFilter(out, TAG_FILTER, event.tagFilter());
            out.packString(VERSION).packInt(event.version());
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new AssertionError("packing in memory", impossible);
        }
    }

    private static void packFilter(MessageBufferPacker out, String key, String filter)
            throws IOException {
        if (!filter.isEmpty()) {
            out.packString(key).packString(filter);
        }
    }

    /** The event of a payload; null when it is none, as strangers may send. */
    static @Nullable UserEvent read(byte[] packed) {
        try (MessageUnpacker in = MessagePack.newDefaultUnpacker(packed)) {
            Map<String, byte[]> texts = new HashMap<>();
            int version = 0;
            int fields = in.unpackMapHeader();
            if (fields > MAX_FIELDS) {
                return null;
            }
            for (int i = 0; i < fields; i++) {
                String key = new String(bytes(in, packed.length), StandardCharsets.UTF_8);
                MessageFormat format = in.getNextFormat();
                if (key.equals(VERSION)) {
                    version = in.unpackInt();
                } else if (isBytes(format)) {
                    texts.put(key, bytes(in, packed.length));
                } else {
                    in.skipValue();
                }
            }
            return event(texts, version);
        } catch (IOException | MessagePackException broken) {
            return null;
        }
    }

    private static boolean isBytes(MessageFormat format) {
        return format.getValueType() == ValueType.STRING
                || format.getValueType() == ValueType.BINARY;
    }

    /** Texts may be written as bytes and bytes as text, by whoever speaks the older dialect. */
    private static byte[] bytes(MessageUnpacker in, int most) throws IOException {
        int length =
                in.getNextFormat().getValueType() == ValueType.BINARY
                        ? in.unpackBinaryHeader()
                        : in.unpackRawStringHeader();
        if (length > most) { // a stranger's word about a length is no reason to make room for it
            throw new MessageSizeException(length);
        }
        return in.readPayload(length);
    }

    private static UserEvent event(Map<String, byte[]> texts, int version) {
        return new UserEvent(
                text(texts, ID),
                text(texts, NAME),
                texts.get(PAYLOAD),
                text(texts, NODE_FILTER),
                text(texts, SERVICE_FILTER),
                text(texts, TAG_FILTER),
                version,
                0);
    }

    private static String text(Map<String, byte[]> texts, String key) {
        byte[] text = texts.get(key);
        return text == null ? "" : new String(text, StandardCharsets.UTF_8);
    }
}

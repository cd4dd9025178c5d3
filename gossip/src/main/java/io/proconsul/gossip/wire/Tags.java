package io.proconsul.gossip.wire;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** A member's tags in the meta field: byte {@code ff} and a map of text (wire reference, 7.9). */
public final class Tags {
    /** Most bytes of a meta field. */
    public static final int MOST_BYTES = 512;

    private static final int MAGIC = 0xff;
    private static final String OLD_STYLE_ROLE = "role";

    private Tags() {}

    /**
     * The meta field for these tags, keys sorted so that equal tags give equal bytes.
     *
     * @throws IllegalArgumentException when it would be longer than {@link #MOST_BYTES}
     */
    public static byte[] encode(Map<String, String> tags) {
        PackWriter out = new PackWriter(MOST_BYTES).octet(MAGIC).map(tags.size());
        new TreeMap<>(tags).forEach((key, value) -> out.text(key).text(value));
        if (out.size() > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "Encoded length of tags exceeds limit of " + MOST_BYTES + " bytes");
        }
        return out.toBytes();
    }

    /** The tags of a meta field; none of one that cannot be read, as a stranger may send. */
    public static Map<String, String> decode(byte[] meta) {
        if (meta.length == 0 || (meta[0] & 0xff) != MAGIC) {
            return Map.of(OLD_STYLE_ROLE, new String(meta, StandardCharsets.UTF_8));
        }
        try {
            return read(new PackReader(meta, 1, meta.length));
        } catch (WireException e) {
            return Map.of();
        }
    }

    static Map<String, String> read(PackReader in) throws WireException {
        int count = in.map();
        Map<String, String> tags = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String key = in.text();
            tags.put(key, in.text());
        }
        return tags;
    }
}

package io.proconsul.state.table;

import java.util.List;
import java.util.Map;

/**
 * Records of a snapshot that nothing here understands yet, as they were read, by type. They are
 * written back as they are, so that a restore and a save lose nothing.
 */
public record Kept(Map<Byte, List<byte[]>> records) {
    public static final Kept NONE = new Kept(Map.of());
}

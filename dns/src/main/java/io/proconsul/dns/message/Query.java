package io.proconsul.dns.message;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * A packet that arrived, as far as it can be answered.
 *
 * @param question null when the packet announces one and has none, or announces not exactly one
 * @param questionCount what the header announces
 */
public record Query(
        int id,
        int opcode,
        boolean recursionDesired,
        int questionCount,
        @Nullable Question question,
        @Nullable Edns edns) {
    /** The only opcode that asks something. */
    public static final int OPCODE_QUERY = 0;

    /** On whose behalf the sender asks, when it says so. */
    public Optional<ClientSubnet> subnet() {
        return edns == null ? Optional.empty() : Optional.ofNullable(edns.subnet());
    }
}

package io.proconsul.state.snapshot;

import org.jspecify.annotations.Nullable;

/**
 * The kinds of records, in the order they are written (snapshot format, section 3). A real server
 * that meets a byte outside this list ends, so none may be invented.
 */
enum RecordKind {
    REGISTER(0, "Register"),
    COORDINATES(6, "CoordinateBatchUpdate"),
    SESSION(3, "Session"),
    ACL_TOKEN(17, "ACLTokenSet"),
    ACL_POLICY(19, "ACLPolicySet"),
    ACL_ROLE(23, "ACLRoleSet"),
    ACL_BINDING_RULE(25, "ACLBindingRuleSet"),
    ACL_AUTH_METHOD(27, "ACLAuthMethodSet"),
    LEGACY_ACL(4, "ACL"),
    ACL_BOOTSTRAP(11, "ACLBootstrap"),
    KEY(2, "KVS"),
    TOMBSTONE(5, "Tombstone"),
    PREPARED_QUERY(7, "PreparedQuery"),
    AUTOPILOT(9, "Autopilot"),
    INTENTION(12, "Intention"),
    CA_ROOT(13, "ConnectCA"),
    CA_PROVIDER_STATE(14, "ConnectCAProviderState"),
    CA_CONFIGURATION(15, "ConnectCAConfig"),
    CONFIG_ENTRY(22, "ConfigEntry"),
    FEDERATION_STATE(30, "FederationState"),
    INDEX(16, "Index"),
    CHUNKING_STATE(29, "ChunkingState");

    private static final RecordKind[] BY_CODE = byCode();

    private final byte code;
    private final String text;

    RecordKind(int code, String text) {
        this.code = (byte) code;
        this.text = text;
    }

    byte code() {
        return code;
    }

    /** The name in messages. */
    String text() {
        return text;
    }

    /** The kind with that type byte, or null when there is none. */
    static @Nullable RecordKind of(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }

    private static RecordKind[] byCode() {
        RecordKind[] kinds = new RecordKind[FEDERATION_STATE.code + 1];
        for (RecordKind kind : values()) {
            kinds[kind.code] = kind;
        }
        return kinds;
    }
}

package io.proconsul.agent.service;

/**
 * The agent will not do what was asked. The text is an interface: callers compare it with what the
 * reference answers.
 */
public final class AgentRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Kind kind;

    private AgentRefusal(Kind kind, String text) {
        super(text, null, false, false);
        this.kind = kind;
    }

    /** What sort of refusal it is, with the HTTP status it is answered with. */
    public enum Kind {
        /** The definition breaks a rule. */
        INVALID(400),
        /** The token does not allow it. */
        DENIED(403),
        /** What it is about does not exist. */
        UNKNOWN(404),
        /** It cannot be done now or on this agent. */
        FAILED(500);

        private final int httpStatus;

        Kind(int httpStatus) {
            this.httpStatus = httpStatus;
        }

        public int httpStatus() {
            return httpStatus;
        }
    }

    public static AgentRefusal invalid(String text) {
        return new AgentRefusal(Kind.INVALID, text);
    }

    public static AgentRefusal denied(String text) {
        return new AgentRefusal(Kind.DENIED, text);
    }

    public static AgentRefusal unknown(String text) {
        return new AgentRefusal(Kind.UNKNOWN, text);
    }

    public static AgentRefusal failed(String text) {
        return new AgentRefusal(Kind.FAILED, text);
    }

    public Kind kind() {
        return kind;
    }

    /** Never null here. */
    public String text() {
        return String.valueOf(getMessage());
    }
}

package io.proconsul.agent.member;

/** Joining or leaving failed. The text is shown to the caller as it is. */
public final class MembershipException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public MembershipException(String text) {
        super(text, null, false, false);
    }
}

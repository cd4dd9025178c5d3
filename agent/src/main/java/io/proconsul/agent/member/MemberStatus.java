package io.proconsul.agent.member;

/** Where a member stands (gossip reference, section 7.2). */
public enum MemberStatus {
    NONE(0),
    ALIVE(1),
    LEAVING(2),
    LEFT(3),
    FAILED(4);

    private final int number;

    MemberStatus(int number) {
        this.number = number;
    }

    /** The number the HTTP API shows. */
    public int number() {
        return number;
    }
}

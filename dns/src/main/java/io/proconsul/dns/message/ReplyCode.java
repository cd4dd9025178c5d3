package io.proconsul.dns.message;

/** How a question ended (RFC 1035, section 4.1.1). */
public enum ReplyCode {
    NOERROR(0),
    FORMERR(1),
    SERVFAIL(2),
    NXDOMAIN(3),
    NOTIMP(4),
    REFUSED(5);

    private final int number;

    ReplyCode(int number) {
        this.number = number;
    }

    /** The number on the wire. */
    public int number() {
        return number;
    }
}

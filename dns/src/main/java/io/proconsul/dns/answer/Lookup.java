package io.proconsul.dns.answer;

/** What a name asks for (DNS reference, section 2). */
sealed interface Lookup {
    record Node(String name, String datacenter) implements Lookup {}

    /**
     * Instances of a service.
     *
     * @param tag instances must carry it; empty for all
     */
    record Service(String name, String tag, String datacenter, Kind kind) implements Lookup {}

    /** Which instances a service name means. */
    enum Kind {
        /** Those registered under it. */
        PLAIN,
        /** Those that take mesh traffic for it. */
        CONNECT,
        /** Gateways that lead to it. */
        INGRESS
    }

    /** An address written as hexadecimal digits. */
    record Address(String digits, String owner) implements Lookup {}

    record PreparedQuery(String nameOrId, String datacenter) implements Lookup {}

    /** The name that belongs to an address. */
    record Reverse(String address) implements Lookup {}

    /** A name inside the domain that means nothing. */
    record Nothing() implements Lookup {}

    /** A name of somebody else. */
    record Foreign() implements Lookup {}
}

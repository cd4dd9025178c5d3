package io.proconsul.dns.answer;

/** What a name asks for (DNS reference, section 2). */
sealed interface Lookup {
    /** A name inside our domain. */
    sealed interface Inside extends Lookup {}

    record Node(String name, String datacenter) implements Inside {}

    /**
     * Instances of a service.
     *
     * @param tag instances must carry it; empty for all
     */
    record Service(String name, String tag, String datacenter, Kind kind) implements Inside {}

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
    record Address(String digits, String owner) implements Inside {}

    record PreparedQuery(String nameOrId, String datacenter) implements Inside {}

    /** The name that belongs to an address. */
    record Reverse(String address) implements Lookup {}

    /** A name inside the domain that means nothing. */
    record Nothing() implements Inside {}

    /** A name of somebody else. */
    record Foreign() implements Lookup {}
}

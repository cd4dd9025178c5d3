package io.proconsul.dns.message;

import java.util.List;

/**
 * A reply before it is written.
 *
 * @param authoritative it comes from the catalog
 * @param truncated something was left out, and the client shall know
 * @param recursionAvailable somebody else can be asked for foreign names
 * @param subnetScope for how many bits of the client's subnet the reply holds
 */
public record Reply(
        ReplyCode code,
        boolean authoritative,
        boolean truncated,
        boolean recursionAvailable,
        List<DnsRecord> answer,
        List<DnsRecord> authority,
        List<DnsRecord> additional,
        int subnetScope) {

    /** A reply of that code from the catalog, with nothing in it yet. */
    public static Reply authoritative(ReplyCode code) {
        return new Reply(code, true, false, false, List.of(), List.of(), List.of(), 0);
    }

    /** A refusal or failure that does not come from the catalog. */
    public static Reply foreign(ReplyCode code) {
        return new Reply(code, false, false, false, List.of(), List.of(), List.of(), 0);
    }

    public Reply withAnswer(List<DnsRecord> records) {
        return new Reply(
                code,
                authoritative,
                truncated,
                recursionAvailable,
                records,
                authority,
                additional,
                subnetScope);
    }

    public Reply withAuthority(List<DnsRecord> records) {
        return new Reply(
                code,
                authoritative,
                truncated,
                recursionAvailable,
                answer,
                records,
                additional,
                subnetScope);
    }

    public Reply withAdditional(List<DnsRecord> records) {
        return new Reply(
                code,
                authoritative,
                truncated,
                recursionAvailable,
                answer,
                authority,
                records,
                subnetScope);
    }

    public Reply withTruncated(boolean cut) {
        return new Reply(
                code,
                authoritative,
                cut,
                recursionAvailable,
                answer,
                authority,
                additional,
                subnetScope);
    }

    public Reply withRecursionAvailable(boolean available) {
        return new Reply(
                code,
                authoritative,
                truncated,
                available,
                answer,
                authority,
                additional,
                subnetScope);
    }

    public Reply withSubnetScope(int bits) {
        return new Reply(
                code,
                authoritative,
                truncated,
                recursionAvailable,
                answer,
                authority,
                additional,
                bits);
    }
}

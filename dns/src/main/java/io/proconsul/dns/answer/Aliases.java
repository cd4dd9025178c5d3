package io.proconsul.dns.answer;

import io.proconsul.dns.message.DnsRecord;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Finds what an external name stands for. */
@FunctionalInterface
interface Aliases {
    /** The deepest chain of names inside our own domain that is followed. */
    int MAX_DEPTH = 3;

    /**
     * Address and alias records of {@code name}; none when nobody can be asked.
     *
     * @param depth how many aliases led here
     * @param ttl what the records shall say, whatever their source said
     */
    CompletableFuture<List<DnsRecord>> resolve(String name, int depth, int ttl);
}

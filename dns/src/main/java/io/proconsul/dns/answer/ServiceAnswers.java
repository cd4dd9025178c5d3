package io.proconsul.dns.answer;

import io.proconsul.dns.DnsSettings;
import io.proconsul.dns.message.DnsRecord;
import io.proconsul.dns.message.RecordType;
import io.proconsul.runtime.random.Chance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Turns the instances of a service into records (DNS reference, section 4). One for each question.
 */
final class ServiceAnswers {
    private final DnsSettings settings;
    private final Chance chance;
    private final Aliases aliases;
    private final String owner;
    private final int ttl;
    private final int depth;

    ServiceAnswers(
            DnsSettings settings,
            Chance chance,
            Aliases aliases,
            String owner,
            int ttl,
            int depth) {
        this.settings = settings;
        this.chance = chance;
        this.aliases = aliases;
        this.owner = owner;
        this.ttl = ttl;
        this.depth = depth;
    }

    /** Answer and additional records. */
    record Records(List<DnsRecord> answer, List<DnsRecord> additional) {
        static final Records NONE = new Records(List.of(), List.of());
    }

    /**
     * The records of a question of that type.
     *
     * @param shuffle instances in random order; else as they come
     */
    CompletableFuture<Records> records(
            List<Instance> instances, int type, boolean shuffle, int addressLimit) {
        List<Instance> order = shuffle ? shuffled(instances) : instances;
        return switch (type) {
            case RecordType.SRV -> services(order);
            case RecordType.A, RecordType.AAAA, RecordType.ANY, RecordType.TXT ->
                    addresses(order, type, addressLimit);
            default -> CompletableFuture.completedFuture(Records.NONE);
        };
    }

    private List<Instance> shuffled(List<Instance> instances) {
        List<Instance> order = new ArrayList<>(instances);
        for (int i = order.size() - 1; i > 0; i--) {
            int other = chance.nextInt(i + 1);
            Instance moved = order.get(i);
            order.set(i, order.get(other));
            order.set(other, moved);
        }
        return order;
    }

    private CompletableFuture<Records> addresses(List<Instance> instances, int type, int limit) {
        List<DnsRecord> records = new ArrayList<>();
        Set<DnsRecord.Content> seen = new HashSet<>();
        for (Instance instance : instances) {
            Optional<DnsRecord.Content> address =
                    instance.ip().map(IpAddress::record).filter(found -> answers(found, type));
            if (address.isPresent() && seen.add(address.get()) && records.size() < limit) {
                records.add(new DnsRecord(owner, ttl, address.get()));
            }
        }
        return records.isEmpty()
                ? firstAlias(instances)
                : CompletableFuture.completedFuture(new Records(records, List.of()));
    }

    private static boolean answers(DnsRecord.Content address, int type) {
        return address.type() == type || type == RecordType.ANY || type == RecordType.TXT;
    }

    /**
     * Aliases count only when nobody has an address, and only one of them: two would contradict
     * each other.
     */
    private CompletableFuture<Records> firstAlias(List<Instance> instances) {
        for (Instance instance : instances) {
            if (instance.ip().isEmpty()) {
                return alias(instance.address()).thenApply(chain -> new Records(chain, List.of()));
            }
        }
        return CompletableFuture.completedFuture(Records.NONE);
    }

    /** The alias record and what it leads to. */
    private CompletableFuture<List<DnsRecord>> alias(String name) {
        String target = absolute(name);
        var alias = new DnsRecord(owner, ttl, new DnsRecord.Target(RecordType.CNAME, target));
        return aliases.resolve(target, depth + 1, ttl)
                .thenApply(found -> {
                    List<DnsRecord> chain = new ArrayList<>(found.size() + 1);
                    chain.add(alias);
                    chain.addAll(found);
                    return chain;
                });
    }

    private static String absolute(String name) {
        return name.endsWith(".") ? name : name + ".";
    }

    private CompletableFuture<Records> services(List<Instance> instances) {
        List<DnsRecord> answer = new ArrayList<>(instances.size());
        Set<Place> seen = new HashSet<>();
        var additional =
                CompletableFuture.completedFuture((List<DnsRecord>) new ArrayList<DnsRecord>());
        for (Instance instance : instances) {
            if (seen.add(new Place(instance.node(), instance.address(), instance.port()))) {
                String target = target(instance);
                answer.add(
                        new DnsRecord(
                                owner,
                                ttl,
                                new DnsRecord.Srv(1, instance.weight(), instance.port(), target)));
                additional = described(additional, instance, target);
            }
        }
        return additional.thenApply(records -> new Records(answer, records));
    }

    /** One answer for each of these. */
    private record Place(String node, String address, int port) {}

    private String target(Instance instance) {
        if (instance.ip().isEmpty()) {
            return absolute(instance.address());
        }
        return instance.hasOwnAddress()
                ? instance.ip().get().hex()
                        + ".addr."
                        + instance.datacenter()
                        + "."
                        + settings.domain()
                : nodeName(instance);
    }

    private String nodeName(Instance instance) {
        return instance.node() + ".node." + instance.datacenter() + "." + settings.domain();
    }

    private CompletableFuture<List<DnsRecord>> described(
            CompletableFuture<List<DnsRecord>> before, Instance instance, String target) {
        if (instance.ip().isPresent()) {
            var address = new DnsRecord(target, ttl, instance.ip().get().record());
            return before.thenApply(
                    records -> with(records, List.of(address), metaTexts(instance)));
        }
        return before.thenCombine(
                aliases.resolve(target, depth + 1, ttl),
                (records, found) -> with(records, found, metaTexts(instance)));
    }

    private List<DnsRecord> metaTexts(Instance instance) {
        return settings.nodeMetaTexts()
                ? MetaText.records(nodeName(instance), instance.nodeMeta(), ttl)
                : List.of();
    }

    private static List<DnsRecord> with(
            List<DnsRecord> records, List<DnsRecord> first, List<DnsRecord> second) {
        records.addAll(first);
        records.addAll(second);
        return records;
    }
}

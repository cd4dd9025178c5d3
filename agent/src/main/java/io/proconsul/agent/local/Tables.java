package io.proconsul.agent.local;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The services and checks with their indexes. Every change costs the same however many there are.
 * Not for several threads at once.
 */
final class Tables {
    private final Map<String, LocalService> services = new LinkedHashMap<>();
    private final Map<String, LocalCheck> checks = new LinkedHashMap<>();

    /** Ids of checks by service id; those of the node under the empty id. */
    private final Map<String, Set<String>> checksOf = new HashMap<>();

    private final Map<String, Gone> goneServices = new LinkedHashMap<>();
    private final Map<String, Gone> goneChecks = new LinkedHashMap<>();
    private final Map<String, Set<String>> goneChecksOf = new HashMap<>();

    /** How many services use a port. */
    private final Map<Integer, Integer> ports = new HashMap<>();

    @Nullable LocalService service(String id) {
        return services.get(id);
    }

    Collection<LocalService> services() {
        return services.values();
    }

    @Nullable LocalCheck check(String id) {
        return checks.get(id);
    }

    Collection<LocalCheck> checks() {
        return checks.values();
    }

    List<LocalCheck> checksOf(String serviceId) {
        return checksOf.getOrDefault(serviceId, Set.of()).stream()
                .map(id -> Objects.requireNonNull(checks.get(id)))
                .toList();
    }

    boolean portTaken(int port) {
        return ports.containsKey(port);
    }

    void put(LocalService service) {
        LocalService before = services.put(service.id(), service);
        goneServices.remove(service.id());
        if (before != null) {
            freePort(before.service().port());
        }
        ports.merge(service.service().port(), 1, Integer::sum);
    }

    private void freePort(int port) {
        ports.computeIfPresent(port, (same, users) -> users == 1 ? null : users - 1);
    }

    void put(LocalCheck check) {
        LocalCheck before = checks.put(check.id(), check);
        if (before != null && !before.serviceId().equals(check.serviceId())) {
            unlink(checksOf, before.serviceId(), check.id());
        }
        checksOf.computeIfAbsent(check.serviceId(), none -> new LinkedHashSet<>()).add(check.id());
        forgetGoneCheck(check.id());
    }

    /** Takes a service away and remembers to tell the catalog. */
    void removeService(String id, long version) {
        LocalService before = services.remove(id);
        if (before != null) {
            freePort(before.service().port());
            goneServices.put(id, new Gone(id, "", before.token(), version));
        }
    }

    /** Takes a check away and remembers to tell the catalog. */
    @Nullable LocalCheck removeCheck(String id, long version) {
        LocalCheck before = checks.remove(id);
        if (before != null) {
            unlink(checksOf, before.serviceId(), id);
            putGone(new Gone(id, before.serviceId(), before.token(), version));
        }
        return before;
    }

    private static void unlink(Map<String, Set<String>> index, String serviceId, String id) {
        index.computeIfPresent(
                serviceId,
                (same, ids) -> {
                    ids.remove(id);
                    return ids.isEmpty() ? null : ids;
                });
    }

    // --- what is to leave the catalog ---

    @Nullable Gone goneService(String id) {
        return goneServices.get(id);
    }

    Collection<Gone> goneServices() {
        return goneServices.values();
    }

    Collection<Gone> goneChecks() {
        return goneChecks.values();
    }

    List<Gone> goneChecksOf(String serviceId) {
        return goneChecksOf.getOrDefault(serviceId, Set.of()).stream()
                .map(id -> Objects.requireNonNull(goneChecks.get(id)))
                .toList();
    }

    @Nullable Gone goneCheck(String id) {
        return goneChecks.get(id);
    }

    /** Remembers something of the catalog's that this agent never had. */
    void putGoneService(String id, long version) {
        goneServices.put(id, new Gone(id, "", "", version));
    }

    void putGone(Gone check) {
        forgetGoneCheck(check.id());
        goneChecks.put(check.id(), check);
        goneChecksOf
                .computeIfAbsent(check.serviceId(), none -> new LinkedHashSet<>())
                .add(check.id());
    }

    void forgetGoneService(String id) {
        goneServices.remove(id);
    }

    void forgetGoneCheck(String id) {
        Gone gone = goneChecks.remove(id);
        if (gone != null) {
            unlink(goneChecksOf, gone.serviceId(), id);
        }
    }
}

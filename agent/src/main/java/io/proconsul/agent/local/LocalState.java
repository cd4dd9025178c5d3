package io.proconsul.agent.local;

import io.proconsul.runtime.clock.Clock;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The services and checks of this node, and what of them the catalog does not know yet. Any thread.
 * No operation depends on how many there are, but for the ones that list them all.
 */
public final class LocalState {
    private final Clock clock;
    private final List<LocalListener> listeners = new CopyOnWriteArrayList<>();

    /** Guards everything below. Nothing is called and nobody is told while it is held. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Tables tables = new Tables();
    private final LaneQueue lanes = new LaneQueue();
    private List<Consumer<LocalListener>> news = new ArrayList<>();
    private long version;
    private long servicesVersion;
    private long nodeVersion;
    private boolean nodeInSync;
    private boolean discardOutput;
    private boolean outputAtOnce;

    public LocalState(Clock clock) {
        this.clock = clock;
    }

    public void listen(LocalListener listener) {
        listeners.add(listener);
    }

    /**
     * @param discard outputs are thrown away
     * @param atOnce a change of output alone is sent like a change of status
     */
    public void outputRule(boolean discard, boolean atOnce) {
        change(() -> {
            discardOutput = discard;
            outputAtOnce = atOnce;
        });
    }

    // --- reading ---

    public Optional<LocalService> service(String id) {
        return read(() -> Optional.ofNullable(tables.service(id)));
    }

    public Optional<LocalCheck> check(String id) {
        return read(() -> Optional.ofNullable(tables.check(id)));
    }

    public List<LocalService> services() {
        return read(() -> List.copyOf(tables.services()));
    }

    public List<LocalCheck> checks() {
        return read(() -> List.copyOf(tables.checks()));
    }

    /** The checks of a service; those of the node for the empty id. */
    public List<LocalCheck> checksOf(String serviceId) {
        return read(() -> tables.checksOf(serviceId));
    }

    /** Another one whenever a list of services made before may be out of date. */
    public long servicesVersion() {
        return read(() -> servicesVersion);
    }

    /** Another one whenever a list of checks made before may be out of date. */
    public long checksVersion() {
        return read(() -> version);
    }

    public LocalSnapshot snapshot() {
        return read(() ->
                new LocalSnapshot(List.copyOf(tables.services()), List.copyOf(tables.checks())));
    }

    /**
     * The smallest port between the bounds that no service uses; the one the given service has when
     * it has one of them.
     *
     * @param promised ports that count as used although no service has them yet
     */
    public OptionalInt freePort(String serviceId, int min, int max, Set<Integer> promised) {
        return read(() -> {
            LocalService own = tables.service(serviceId);
            if (own != null && own.service().port() >= min && own.service().port() <= max) {
                return OptionalInt.of(own.service().port());
            }
            return IntStream.rangeClosed(min, max)
                    .filter(port -> !tables.portTaken(port) && !promised.contains(port))
                    .findFirst();
        });
    }

    // --- registering ---

    /** Puts a service in place with its checks; other checks of it stay. */
    public void register(LocalService service, List<LocalCheck> checks) {
        change(() -> {
            tables.put(service.at(++version, false));
            checks.forEach(this::put);
            moved(Lane.ofService(service.id()));
            changed(service.id());
        });
    }

    private void changed(String serviceId) {
        servicesVersion++;
        news.add(listener -> listener.serviceChanged(serviceId));
    }

    public void register(LocalCheck check) {
        change(() -> put(check));
    }

    private void put(LocalCheck check) {
        tables.put(check.registered(++version));
        told(check);
        moved(Lane.ofCheck(check.id(), check.serviceId()));
    }

    private void told(LocalCheck check) {
        news.add(listener -> listener.checkChanged(check.id(), check.serviceId()));
    }

    private void moved(Lane lane) {
        lanes.add(lane);
        news.add(LocalListener::catalogBehind);
    }

    /** Takes a service and its checks away. */
    public void removeService(String id) {
        change(() -> {
            if (tables.service(id) == null) {
                return;
            }
            tables.checksOf(id).forEach(check -> remove(check.id()));
            tables.removeService(id, ++version);
            moved(Lane.ofService(id));
            changed(id);
        });
    }

    public void removeCheck(String id) {
        change(() -> remove(id));
    }

    private void remove(String id) {
        LocalCheck before = tables.removeCheck(id, ++version);
        if (before != null) {
            told(before);
            moved(Lane.ofCheck(id, before.serviceId()));
        }
    }

    /** Takes over a verdict; nothing happens when the check is gone or says what it said before. */
    public void report(String id, String status, String output) {
        change(() -> {
            LocalCheck check = tables.check(id);
            if (check != null) {
                report(check, status, discardOutput ? "" : output);
            }
        });
    }

    private void report(LocalCheck before, String status, String output) {
        LocalCheck check = before.timed(status, clock.nanos());
        tables.put(check);
        boolean sameStatus = check.check().status().equals(status);
        if (sameStatus && check.check().output().equals(output)) {
            return;
        }
        if (sameStatus && !outputAtOnce) {
            tables.put(check.said(output, ++version));
            if (!check.outputDeferred()) {
                news.add(listener -> listener.outputDeferred(check.id()));
            }
            return;
        }
        tables.put(check.judged(status, output, ++version));
        told(check);
        moved(Lane.ofCheck(check.id(), check.serviceId()));
    }

    /** The output of a check has waited long enough. */
    public void outputDue(String id) {
        change(() -> {
            LocalCheck check = tables.check(id);
            if (check != null && check.outputDeferred()) {
                tables.put(check.outOfSync());
                moved(Lane.ofCheck(id, check.serviceId()));
            }
        });
    }

    /** The node itself changed: its metadata. */
    public void nodeChanged() {
        change(() -> {
            nodeVersion = ++version;
            nodeInSync = false;
            moved(Lane.NODE);
        });
    }

    // --- telling the catalog ---

    /** The next lane with something to tell; {@link #release} must follow. */
    public Optional<LaneView> takeLane() {
        return read(() -> Optional.ofNullable(lanes.take()).map(this::view));
    }

    private LaneView view(Lane lane) {
        return switch (lane.kind()) {
            case NODE -> new LaneView(lane, nodeInSync, null, null, List.of(), List.of());
            case SERVICE ->
                    new LaneView(
                            lane,
                            nodeInSync,
                            tables.service(lane.id()),
                            tables.goneService(lane.id()),
                            tables.checksOf(lane.id()),
                            tables.goneChecksOf(lane.id()));
            case NODE_CHECK ->
                    new LaneView(
                            lane,
                            nodeInSync,
                            null,
                            null,
                            listOf(tables.check(lane.id())),
                            listOf(tables.goneCheck(lane.id())));
        };
    }

    private static <T> List<T> listOf(@Nullable T element) {
        return element == null ? List.of() : List.of(element);
    }

    /** Nothing is under way in the lane any more. */
    public void release(Lane lane) {
        change(() -> lanes.release(lane));
    }

    /** The version to hand to {@link #nodeSettled} for a node as it is now. */
    public long nodeVersion() {
        return read(() -> nodeVersion);
    }

    public boolean nodeInSync() {
        return read(() -> nodeInSync);
    }

    /** The catalog has the node as it was at that version. */
    public void nodeSettled(long sentVersion) {
        change(() -> nodeInSync |= sentVersion == nodeVersion);
    }

    /** The catalog has what was sent; what changed in the meantime is left as it is. */
    public void settled(@Nullable LocalService service, List<LocalCheck> checks) {
        change(() -> {
            if (service != null) {
                settle(service);
            }
            checks.forEach(this::settle);
        });
    }

    private void settle(LocalService sent) {
        LocalService now = tables.service(sent.id());
        if (now != null && now.version() == sent.version()) {
            tables.put(now.at(now.version(), true));
        }
    }

    private void settle(LocalCheck sent) {
        LocalCheck now = tables.check(sent.id());
        if (now != null && now.version() == sent.version()) {
            tables.put(now.settled());
        }
    }

    /** The catalog has let go of a service, and with it of those checks. */
    public void serviceLeft(Gone service, List<Gone> checks) {
        change(() -> {
            Gone now = tables.goneService(service.id());
            if (now != null && now.version() == service.version()) {
                tables.forgetGoneService(service.id());
            }
            checks.forEach(this::left);
        });
    }

    /** The catalog has let go of a check. */
    public void checkLeft(Gone check) {
        change(() -> left(check));
    }

    private void left(Gone check) {
        Gone now = tables.goneCheck(check.id());
        if (now != null && now.version() == check.version()) {
            tables.forgetGoneCheck(check.id());
        }
    }

    /** Whether all that was to be told has been tried. */
    public boolean idle() {
        return read(lanes::idle);
    }

    /**
     * Takes over what a comparison found; whatever is not in sync is to be told afterwards,
     * including what could not be told earlier.
     *
     * @param comparedNode the node's version when it was compared
     */
    public void apply(Difference difference, long comparedNode) {
        change(() -> {
            nodeInSync = difference.nodeInSync() && comparedNode == nodeVersion;
            difference.services().forEach(this::take);
            difference.checks().forEach(this::take);
            difference.foreignServices().forEach(this::takeForeignService);
            difference.foreignChecks().forEach(this::takeForeignCheck);
            allBehind().forEach(lanes::add);
            news.add(LocalListener::catalogBehind);
        });
    }

    private void take(Difference.ServiceVerdict verdict) {
        LocalService now = tables.service(verdict.id());
        if (now == null || now.version() != verdict.version()) {
            return;
        }
        var adopted = verdict.adopted();
        tables.put(now.with(adopted == null ? now.service() : adopted, verdict.inSync()));
        if (adopted != null) {
            changed(verdict.id());
        }
    }

    private void take(Difference.CheckVerdict verdict) {
        LocalCheck now = tables.check(verdict.id());
        if (now != null && now.version() == verdict.version() && now.inSync() != verdict.inSync()) {
            tables.put(now.compared(verdict.inSync()));
        }
    }

    private void takeForeignService(String id) {
        if (tables.service(id) == null && tables.goneService(id) == null) {
            tables.putGoneService(id, ++version);
        }
    }

    private void takeForeignCheck(Difference.ForeignCheck check) {
        if (tables.check(check.id()) == null && tables.goneCheck(check.id()) == null) {
            tables.putGone(new Gone(check.id(), check.serviceId(), "", ++version));
        }
    }

    private List<Lane> allBehind() {
        List<Lane> behind = new ArrayList<>();
        tables.services().stream()
                .filter(service -> !service.inSync())
                .forEach(service -> behind.add(Lane.ofService(service.id())));
        tables.goneServices().forEach(gone -> behind.add(Lane.ofService(gone.id())));
        tables.checks().stream()
                .filter(check -> !check.inSync())
                .forEach(check -> behind.add(Lane.ofCheck(check.id(), check.serviceId())));
        tables.goneChecks().forEach(gone -> behind.add(Lane.ofCheck(gone.id(), gone.serviceId())));
        if (!nodeInSync) {
            behind.add(Lane.NODE); // last: any of the others takes the node along
        }
        return behind;
    }

    // --- the lock ---

    private <T> T read(Supplier<T> question) {
        lock.lock();
        try {
            return question.get();
        } finally {
            lock.unlock();
        }
    }

    private void change(Runnable mutation) {
        List<Consumer<LocalListener>> happened;
        lock.lock();
        try {
            mutation.run();
            happened = takeNews();
        } finally {
            lock.unlock();
        }
        for (LocalListener listener : listeners) {
            happened.forEach(event -> event.accept(listener));
        }
    }

    /** What is handed out is never added to again. */
    private List<Consumer<LocalListener>> takeNews() {
        if (news.isEmpty()) {
            return List.of();
        }
        List<Consumer<LocalListener>> taken = news;
        news = new ArrayList<>();
        return taken;
    }
}

package io.proconsul.gossip.serf;

import io.proconsul.gossip.wire.Peer;

import java.util.LinkedHashMap;

/**
 * Writes the snapshot file: one line for each change, and the whole again when the lines have grown
 * out of proportion.
 */
final class SnapshotLog {
    private static final int LEAST_COMPACT_BYTES = 128 * 1024;
    private static final int BYTES_PER_MEMBER = 256;

    private final Shared shared;
    private final boolean rejoinAfterLeave;
    private Snapshot now;
    private long size;
    private boolean leaving;
    private boolean clockNotePlanned;

    SnapshotLog(Shared shared, Snapshot replayed) {
        this.shared = shared;
        rejoinAfterLeave = shared.settings.rejoinAfterLeave();
        now =
                new Snapshot(
                        new LinkedHashMap<>(replayed.alive()),
                        replayed.clock(),
                        replayed.eventClock(),
                        replayed.queryClock());
        // So the first line of this life writes the file anew, without what the last life added up.
        size = LEAST_COMPACT_BYTES;
    }

    void start() {
        shared.clock.whenChanged(this::planClockNote);
        planClockNote();
    }

    /** A busy pool moves the clock with each message; the file hears of it now and then. */
    private void planClockNote() {
        if (!clockNotePlanned) {
            clockNotePlanned = true;
            shared.agenda.after(SerfSettings.CLOCK_NOTE_INTERVAL, this::noteClock);
        }
    }

    private void append(String line) {
        size += line.length();
        int members = now.alive().size();
        if (size > Math.max(LEAST_COMPACT_BYTES, members * BYTES_PER_MEMBER)) {
            compact();
        } else {
            shared.effects.appendSnapshot(line);
        }
    }

    private void compact() {
        StringBuilder lines = new StringBuilder();
        now.alive().forEach((name, at) -> lines.append(Snapshot.aliveLine(name, at)));
        lines.append(now.clockLine()).append(now.eventClockLine()).append(now.queryClockLine());
        size = lines.length();
        shared.effects.rewriteSnapshot(lines.toString());
    }

    void alive(Peer peer) {
        if (!leaving) {
            now.alive().put(peer.name(), peer.address());
            append(Snapshot.aliveLine(peer.name(), peer.address()));
        }
    }

    void notAlive(String name) {
        if (!leaving) {
            now.alive().remove(name);
            append(Snapshot.notAliveLine(name));
        }
    }

    private void noteClock() {
        clockNotePlanned = false;
        long last = shared.clock.time() - 1;
        if (Long.compareUnsigned(last, now.clock()) > 0) {
            now = now.withClock(last);
            append(now.clockLine());
        }
    }

    void heardEvent(long time) {
        if (!leaving && Long.compareUnsigned(time, now.eventClock()) > 0) {
            now = now.withEventClock(time);
            append(now.eventClockLine());
        }
    }

    void heardQuery(long time) {
        if (!leaving && Long.compareUnsigned(time, now.queryClock()) > 0) {
            now = now.withQueryClock(time);
            append(now.queryClockLine());
        }
    }

    void leave() {
        leaving = true;
        if (!rejoinAfterLeave) {
            now.alive().clear();
        }
        append(Snapshot.leaveLine());
    }
}

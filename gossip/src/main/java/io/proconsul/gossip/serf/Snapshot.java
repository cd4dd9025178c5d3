package io.proconsul.gossip.serf;

import io.proconsul.gossip.wire.Address;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a Serf snapshot file remembers of an earlier life (wire reference, section 7.10).
 *
 * @param alive members by name; joined again on start
 * @param clock the last member, event and query time
 */
public record Snapshot(Map<String, Address> alive, long clock, long eventClock, long queryClock) {
    public static final Snapshot NONE = new Snapshot(Map.of(), 0, 0, 0);

    private static final String ALIVE = "alive: ";
    private static final String NOT_ALIVE = "not-alive: ";
    private static final String CLOCK = "clock: ";
    private static final String EVENT_CLOCK = "event-clock: ";
    private static final String QUERY_CLOCK = "query-clock: ";
    private static final String LEAVE = "leave";

    /**
     * Replays the lines of a file. Lines that make no sense are skipped: a crash may have cut the
     * last one.
     *
     * @param rejoinAfterLeave whether a graceful leave keeps the members before it
     */
    public static Snapshot replay(String lines, boolean rejoinAfterLeave) {
        Replay replay = new Replay(rejoinAfterLeave);
        lines.lines().forEach(replay::line);
        return new Snapshot(replay.alive, replay.clock, replay.eventClock, replay.queryClock);
    }

    private static final class Replay {
        final Map<String, Address> alive = new LinkedHashMap<>();
        final boolean rejoinAfterLeave;
        long clock;
        long eventClock;
        long queryClock;

        Replay(boolean rejoinAfterLeave) {
            this.rejoinAfterLeave = rejoinAfterLeave;
        }

        void line(String line) {
            try {
                understand(line);
            } catch (IllegalArgumentException cutByCrash) {
                // the next lines count nevertheless
            }
        }

        private void understand(String line) {
            if (line.startsWith(ALIVE)) {
                // Names may hold spaces, addresses do not.
                int space = line.lastIndexOf(' ');
                String name = line.substring(ALIVE.length(), Math.max(space, ALIVE.length()));
                alive.put(name, Address.parse(line.substring(space + 1)));
            } else if (line.startsWith(NOT_ALIVE)) {
                alive.remove(line.substring(NOT_ALIVE.length()));
            } else if (line.startsWith(CLOCK)) {
                clock = Long.parseUnsignedLong(line.substring(CLOCK.length()));
            } else if (line.startsWith(EVENT_CLOCK)) {
                eventClock = Long.parseUnsignedLong(line.substring(EVENT_CLOCK.length()));
            } else if (line.startsWith(QUERY_CLOCK)) {
                queryClock = Long.parseUnsignedLong(line.substring(QUERY_CLOCK.length()));
            } else if (line.equals(LEAVE) && !rejoinAfterLeave) {
                alive.clear();
                clock = 0;
                eventClock = 0;
                queryClock = 0;
            }
        }
    }

    static String aliveLine(String name, Address address) {
        return ALIVE + name + " " + address + "\n";
    }

    static String notAliveLine(String name) {
        return NOT_ALIVE + name + "\n";
    }

    static String leaveLine() {
        return LEAVE + "\n";
    }

    String clockLine() {
        return CLOCK + Long.toUnsignedString(clock) + "\n";
    }

    String eventClockLine() {
        return EVENT_CLOCK + Long.toUnsignedString(eventClock) + "\n";
    }

    String queryClockLine() {
        return QUERY_CLOCK + Long.toUnsignedString(queryClock) + "\n";
    }

    Snapshot withClock(long time) {
        return new Snapshot(alive, time, eventClock, queryClock);
    }

    Snapshot withEventClock(long time) {
        return new Snapshot(alive, clock, time, queryClock);
    }

    Snapshot withQueryClock(long time) {
        return new Snapshot(alive, clock, eventClock, time);
    }
}

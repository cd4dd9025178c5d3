package io.proconsul.gossip.serf;

import io.proconsul.gossip.swim.Roster;
import io.proconsul.gossip.wire.Peer;
import io.proconsul.gossip.wire.StatusTimes;
import io.proconsul.runtime.random.Chance;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/** Serf's own table: it keeps failed and left members long after memberlist has forgotten them. */
final class MemberBook {
    private Roster roster;
    private byte[] statuses;

    /** Lamport time of the last change of status, by slot. */
    private long[] times;

    /** When members failed or left, in the clock's nanoseconds. */
    private final Map<String, Long> failed = new LinkedHashMap<>();

    private final Map<String, Long> left = new LinkedHashMap<>();

    MemberBook(int expected) {
        roster = new Roster(expected);
        statuses = new byte[roster.capacity()];
        times = new long[roster.capacity()];
    }

    /** Takes all of a pool as alive since its first moment; the member in slot 0 stays there. */
    void assume(Roster all) {
        roster = all.startingWith(roster.peer(0));
        statuses = new byte[roster.capacity()];
        times = new long[roster.capacity()];
        Arrays.fill(statuses, MemberStatus.ALIVE.code());
        Arrays.fill(times, 1);
    }

    int size() {
        return roster.size();
    }

    boolean isFull() {
        return roster.isFull();
    }

    int find(String name) {
        return roster.find(name);
    }

    /** Looks at slot {@code guess} first. */
    int find(String name, int guess) {
        return roster.find(name, guess);
    }

    Peer peer(int slot) {
        return roster.peer(slot);
    }

    void replace(int slot, Peer newer) {
        roster.replace(slot, newer);
    }

    MemberStatus status(int slot) {
        return MemberStatus.of(statuses[slot]);
    }

    boolean isAlive(int slot) {
        return statuses[slot] == MemberStatus.ALIVE.code();
    }

    long time(int slot) {
        return times[slot];
    }

    void setTime(int slot, long time) {
        times[slot] = time;
    }

    int add(Peer peer, MemberStatus status, long time) {
        int slot = roster.add(peer);
        if (statuses.length < roster.capacity()) {
            statuses = Arrays.copyOf(statuses, roster.capacity());
            times = Arrays.copyOf(times, roster.capacity());
        }
        statuses[slot] = status.code();
        times[slot] = time;
        return slot;
    }

    /**
     * @param now when it happened; kept for members that fail or leave
     */
    void setStatus(int slot, MemberStatus status, long now) {
        String name = roster.peer(slot).name();
        MemberStatus before = status(slot);
        if (before == MemberStatus.FAILED) {
            failed.remove(name);
        } else if (before == MemberStatus.LEFT) {
            left.remove(name);
        }
        if (status == MemberStatus.FAILED) {
            failed.put(name, now);
        } else if (status == MemberStatus.LEFT) {
            left.put(name, now);
        }
        statuses[slot] = status.code();
    }

    void remove(int slot) {
        setStatus(slot, MemberStatus.NONE, 0);
        int last = roster.size() - 1;
        statuses[slot] = statuses[last];
        times[slot] = times[last];
        roster.remove(slot);
    }

    Map<String, Long> failed() {
        return failed;
    }

    Map<String, Long> left() {
        return left;
    }

    Member member(int slot) {
        return Member.of(roster.peer(slot), status(slot));
    }

    List<Member> members() {
        List<Member> all = new ArrayList<>(size());
        for (int slot = 0; slot < size(); slot++) {
            all.add(member(slot));
        }
        return all;
    }

    int alive() {
        int count = 0;
        for (int slot = 0; slot < size(); slot++) {
            count += isAlive(slot) ? 1 : 0;
        }
        return count;
    }

    boolean anyAliveBut(String name) {
        for (int slot = 0; slot < size(); slot++) {
            if (isAlive(slot) && !roster.peer(slot).name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    StatusTimes statusTimes() {
        String[] names = new String[size()];
        for (int slot = 0; slot < names.length; slot++) {
            names[slot] = roster.peer(slot).name();
        }
        return new StatusTimes(names, Arrays.copyOf(times, names.length));
    }

    /** Up to {@code count} different random members that are wanted. */
    List<Peer> pick(int count, Chance chance, IntPredicate wanted) {
        List<Peer> picked = new ArrayList<>();
        for (int tries = 3 * size(); tries > 0 && picked.size() < count; tries--) {
            int slot = chance.nextInt(size());
            @Nullable Peer peer = wanted.test(slot) ? roster.peer(slot) : null;
            if (peer != null && !picked.contains(peer)) {
                picked.add(peer);
            }
        }
        return picked;
    }
}

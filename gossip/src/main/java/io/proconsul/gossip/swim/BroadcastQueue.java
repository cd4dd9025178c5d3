package io.proconsul.gossip.swim;

import io.proconsul.gossip.wire.Part;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * News waiting to be passed on. Each piece is sent a limited number of times, those sent least come
 * first, and within equal counts the longest that fits (wire reference, section 6.1).
 *
 * <p>Every packet takes from here, so it is one sorted list that is walked, and nothing is
 * allocated for a piece that stays.
 */
public final class BroadcastQueue {
    /** In the order they are sent: fewest sends, then longest, then newest. */
    private List<News> waiting = new ArrayList<>();

    /** What {@link #waiting} becomes after a packet; kept to be used again. */
    private List<News> spare = new ArrayList<>();

    private final Map<String, News> bySubject = new HashMap<>();
    private long queued;

    private static final class News implements Comparable<News> {
        final @Nullable String subject;
        final Part part;
        final @Nullable Runnable finished;
        final long age;
        int sends;

        News(@Nullable String subject, Part part, @Nullable Runnable finished, long age) {
            this.subject = subject;
            this.part = part;
            this.finished = finished;
            this.age = age;
        }

        int size() {
            return part.size();
        }

        @Override
        public int compareTo(News other) {
            if (sends != other.sends) {
                return Integer.compare(sends, other.sends);
            }
            return size() == other.size()
                    ? Long.compare(other.age, age)
                    : Integer.compare(other.size(), size());
        }

        /** Whether this stands before all news that was sent so often and is short enough. */
        boolean isBefore(int sentBefore, int room) {
            return sends < sentBefore || sends == sentBefore && size() > room;
        }

        void finish() {
            if (finished != null) {
                finished.run();
            }
        }
    }

    /**
     * Adds news. News about the same subject replaces what waits about it.
     *
     * @param finished runs when it was sent often enough or was replaced
     */
    public void queue(@Nullable String subject, Part part, @Nullable Runnable finished) {
        News news = new News(subject, part, finished, queued++);
        News replaced = subject == null ? null : bySubject.put(subject, news);
        if (replaced != null) {
            waiting.remove(placeOf(replaced));
        }
        waiting.add(placeOf(news), news);
        if (replaced != null) {
            replaced.finish();
        }
    }

    /** Where news stands or belongs: no two compare as equal. */
    private int placeOf(News news) {
        int low = 0;
        int high = waiting.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (waiting.get(middle).compareTo(news) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    public boolean isEmpty() {
        return waiting.isEmpty();
    }

    public int size() {
        return waiting.size();
    }

    /**
     * Takes what fits and counts it as sent.
     *
     * @param overhead bytes each part costs besides its own
     * @param limit bytes there are
     * @param sendLimit how often news is sent before it is finished
     * @return bytes used
     */
    public int take(int overhead, int limit, int sendLimit, List<Part> into) {
        if (waiting.isEmpty()) {
            return 0;
        }
        List<News> taken = new ArrayList<>();
        int used = 0;
        int at = firstThatFits(0, limit - overhead);
        while (at < waiting.size()) {
            News news = waiting.get(at);
            used += overhead + news.size();
            into.add(news.part);
            taken.add(news);
            at = firstThatFits(at + 1, limit - used - overhead);
        }
        if (!taken.isEmpty()) {
            countAsSent(taken, sendLimit);
        }
        return used;
    }

    /** The first news from a place on that is short enough, or the end. */
    private int firstThatFits(int from, int room) {
        int at = room <= 0 ? waiting.size() : from;
        while (at < waiting.size() && waiting.get(at).size() > room) {
            at = firstOf(at, waiting.get(at).sends, room);
        }
        return at;
    }

    /** Where news of a send count begins to be short enough, or the next count begins. */
    private int firstOf(int from, int sends, int room) {
        int low = from;
        int high = waiting.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (waiting.get(middle).isBefore(sends, room)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Merges what was taken, which is in order even with one more send, with what was not. */
    private void countAsSent(List<News> taken, int sendLimit) {
        List<News> merged = spare;
        int next = 0;
        int again = 0;
        for (News news : waiting) {
            if (next < taken.size() && taken.get(next).equals(news)) {
                next++;
                news.sends++;
                continue;
            }
            while (again < next && taken.get(again).compareTo(news) < 0) {
                putBack(taken.get(again++), sendLimit, merged);
            }
            merged.add(news);
        }
        while (again < taken.size()) {
            putBack(taken.get(again++), sendLimit, merged);
        }
        spare = waiting;
        spare.clear();
        waiting = merged;
        finishOld(taken, sendLimit);
    }

    private void putBack(News news, int sendLimit, List<News> merged) {
        if (news.sends < sendLimit) {
            merged.add(news);
        } else if (news.subject != null) {
            bySubject.remove(news.subject, news);
        }
    }

    /** Last, because whoever is told may queue more. */
    private static void finishOld(List<News> taken, int sendLimit) {
        for (News news : taken) {
            if (news.sends >= sendLimit) {
                news.finish();
            }
        }
    }

    /** Drops what was sent most often until {@code keep} pieces are left. */
    public void prune(int keep) {
        while (waiting.size() > keep) {
            News most = waiting.removeLast();
            if (most.subject != null) {
                bySubject.remove(most.subject, most);
            }
            most.finish();
        }
    }
}

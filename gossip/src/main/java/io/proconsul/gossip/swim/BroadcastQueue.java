package io.proconsul.gossip.swim;

import io.proconsul.gossip.wire.Part;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * News waiting to be passed on. Each piece is sent a limited number of times, those sent least come
 * first, and within equal counts the longest that fits (wire reference, section 6.1).
 *
 * <p>Every packet takes from here, so it is one sorted array that is walked and merged in its
 * place, and taking allocates nothing.
 */
public final class BroadcastQueue {
    private static final int LEAST_CAPACITY = 8;

    /** In the order they are sent: fewest sends, then longest, then newest. */
    private News[] waiting = new News[LEAST_CAPACITY];

    private int size;

    /** What the packet that is being filled has taken, in the same order. */
    private News[] taken = new News[LEAST_CAPACITY];

    private final Map<String, News> bySubject = new HashMap<>();
    private long queued;

    private static final class News implements Comparable<News> {
        final @Nullable String subject;
        final Part part;
        final @Nullable Runnable finished;
        final long age;
        final int size;
        int sends;

        News(@Nullable String subject, Part part, @Nullable Runnable finished, long age) {
            this.subject = subject;
            this.part = part;
            this.finished = finished;
            this.age = age;
            size = part.size();
        }

        @Override
        public int compareTo(News other) {
            if (sends != other.sends) {
                return Integer.compare(sends, other.sends);
            }
            return size == other.size
                    ? Long.compare(other.age, age)
                    : Integer.compare(other.size, size);
        }

        /** Whether this stands before all news that was sent so often and is short enough. */
        boolean isBefore(int sentBefore, int room) {
            return sends < sentBefore || sends == sentBefore && size > room;
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
            remove(placeOf(replaced));
        }
        insert(news);
        if (replaced != null) {
            replaced.finish();
        }
    }

    private void insert(News news) {
        if (size == waiting.length) {
            waiting = Arrays.copyOf(waiting, 2 * size);
        }
        int place = placeOf(news);
        System.arraycopy(waiting, place, waiting, place + 1, size - place);
        waiting[place] = news;
        size++;
    }

    private void remove(int place) {
        size--;
        System.arraycopy(waiting, place + 1, waiting, place, size - place);
        Arrays.fill(waiting, size, size + 1, null);
    }

    /** Where news stands or belongs: no two compare as equal. */
    private int placeOf(News news) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (waiting[middle].compareTo(news) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public int size() {
        return size;
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
        int used = 0;
        int count = 0;
        int kept = 0;
        int at = 0;
        while (at < size) {
            int next = firstThatFits(at, limit - used - overhead);
            System.arraycopy(waiting, at, waiting, kept, next - at);
            kept += next - at;
            at = next;
            if (at < size) {
                News news = waiting[at++];
                used += overhead + news.size;
                into.add(news.part);
                noteTaken(news, count++);
            }
        }
        if (count > 0) {
            countAsSent(kept, count, sendLimit);
        }
        return used;
    }

    private void noteTaken(News news, int index) {
        if (index == taken.length) {
            taken = Arrays.copyOf(taken, 2 * index);
        }
        taken[index] = news;
    }

    /** The first news from a place on that is short enough, or the end. */
    private int firstThatFits(int from, int room) {
        int at = room <= 0 ? size : from;
        while (at < size && waiting[at].size > room) {
            at = firstOf(at, waiting[at].sends, room);
        }
        return at;
    }

    /** Where news of a send count begins to be short enough, or the next count begins. */
    private int firstOf(int from, int sends, int room) {
        int low = from;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (waiting[middle].isBefore(sends, room)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * Merges what was taken, which is in order even with one more send, with what was not.
     *
     * @param kept how many were not taken; they stand at the front
     */
    private void countAsSent(int kept, int count, int sendLimit) {
        int again = 0;
        for (int i = 0; i < count; i++) {
            taken[i].sends++;
            again += taken[i].sends < sendLimit ? 1 : 0;
        }
        putBack(kept, again);
        for (int i = again; i < count; i++) {
            forgetSubject(taken[i]);
        }
        // Last, because whoever is told may queue more.
        for (int i = again; i < count; i++) {
            taken[i].finish();
        }
        Arrays.fill(taken, 0, count, null);
    }

    /** Merges the first {@code again} of the taken with the kept, from the end. */
    private void putBack(int kept, int again) {
        int lastKept = kept - 1;
        int lastTaken = again - 1;
        for (int place = kept + again - 1; lastTaken >= 0; place--) {
            boolean keptIsLater =
                    lastKept >= 0 && waiting[lastKept].compareTo(taken[lastTaken]) > 0;
            waiting[place] = keptIsLater ? waiting[lastKept--] : taken[lastTaken--];
        }
        Arrays.fill(waiting, kept + again, size, null);
        size = kept + again;
    }

    private void forgetSubject(News news) {
        if (news.subject != null) {
            bySubject.remove(news.subject, news);
        }
    }

    /** Drops what was sent most often until {@code keep} pieces are left. */
    public void prune(int keep) {
        while (size > keep) {
            News most = waiting[size - 1];
            remove(size - 1);
            forgetSubject(most);
            most.finish();
        }
    }
}

package io.proconsul.gossip.swim;

import io.proconsul.gossip.wire.Part;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * News waiting to be passed on. Each piece is sent a limited number of times, those sent least come
 * first, and within equal counts the longest that fits (wire reference, section 6.1).
 */
public final class BroadcastQueue {
    private static final Comparator<News> ORDER =
            Comparator.comparingInt((News news) -> news.sends)
                    .thenComparingInt(news -> -news.size)
                    .thenComparingLong(news -> -news.age);

    private final TreeSet<News> waiting = new TreeSet<>(ORDER);
    private final Map<String, News> bySubject = new HashMap<>();
    private long queued;

    private static final class News {
        final @Nullable String subject;
        final @Nullable Part part;
        final @Nullable Runnable finished;
        final int size;
        final long age;
        final int sends;

        News(@Nullable String subject, Part part, @Nullable Runnable finished, long age) {
            this(subject, part, finished, part.size(), age, 0);
        }

        private News(
                @Nullable String subject,
                @Nullable Part part,
                @Nullable Runnable finished,
                int size,
                long age,
                int sends) {
            this.subject = subject;
            this.part = part;
            this.finished = finished;
            this.size = size;
            this.age = age;
            this.sends = sends;
        }

        /** Stands before all news of a send count that are at most {@code size} bytes long. */
        static News bound(int sends, int size) {
            return new News(null, null, null, size, Long.MAX_VALUE, sends);
        }

        News sentOnceMore() {
            return new News(subject, part, finished, size, age, sends + 1);
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
        if (subject != null) {
            News replaced = bySubject.put(subject, news);
            if (replaced != null) {
                waiting.remove(replaced);
                replaced.finish();
            }
        }
        waiting.add(news);
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
        int used = 0;
        int last = waiting.last().sends;
        List<News> again = new ArrayList<>();
        for (int tier = waiting.first().sends; tier <= last; ) {
            News news = longest(tier, limit - used - overhead);
            if (news == null || news.part == null) {
                tier++;
                continue;
            }
            used += overhead + news.size;
            into.add(news.part);
            remove(news);
            if (news.sends + 1 >= sendLimit) {
                news.finish();
            } else {
                again.add(news.sentOnceMore());
            }
        }
        again.forEach(this::putBack);
        return used;
    }

    private @Nullable News longest(int tier, int room) {
        News found = room <= 0 ? null : waiting.ceiling(News.bound(tier, room));
        return found != null && found.sends == tier ? found : null;
    }

    private void remove(News news) {
        waiting.remove(news);
        if (news.subject != null) {
            bySubject.remove(news.subject, news);
        }
    }

    private void putBack(News news) {
        waiting.add(news);
        if (news.subject != null) {
            bySubject.put(news.subject, news);
        }
    }

    /** Drops what was sent most often until {@code keep} pieces are left. */
    public void prune(int keep) {
        while (waiting.size() > keep) {
            News most = waiting.last();
            remove(most);
            most.finish();
        }
    }
}

package io.proconsul.gossip.swim;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.gossip.wire.Message;
import io.proconsul.gossip.wire.Part;
import io.proconsul.runtime.random.Chance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

class BroadcastQueueTest {
    private final BroadcastQueue queue = new BroadcastQueue();

    private static Part part(int size) {
        return Part.of(new Message.User(new byte[size - 1]));
    }

    private List<Integer> take(int limit, int sends) {
        List<Part> parts = new ArrayList<>();
        int used = queue.take(2, limit, sends, parts);
        assertThat(used).isLessThanOrEqualTo(limit);
        return parts.stream().map(Part::size).toList();
    }

    @Test
    void the_longest_that_fits_goes_first() {
        queue.queue(null, part(10), null);
        queue.queue(null, part(40), null);
        queue.queue(null, part(25), null);
        assertThat(take(60, 9)).containsExactly(40, 10);
    }

    @Test
    void what_was_sent_least_goes_before_what_is_longer() {
        queue.queue(null, part(40), null);
        assertThat(take(100, 9)).containsExactly(40);
        queue.queue(null, part(10), null);
        assertThat(take(100, 9)).containsExactly(10, 40);
    }

    @Test
    void news_is_sent_as_often_as_the_limit_says_and_then_finished() {
        AtomicInteger finished = new AtomicInteger();
        queue.queue(null, part(10), finished::incrementAndGet);
        assertThat(take(100, 2)).hasSize(1);
        assertThat(finished).hasValue(0);
        assertThat(take(100, 2)).hasSize(1);
        assertThat(finished).hasValue(1);
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void news_about_the_same_subject_replaces_older() {
        AtomicInteger finished = new AtomicInteger();
        queue.queue("b", part(10), finished::incrementAndGet);
        queue.queue("b", part(20), null);
        assertThat(finished).hasValue(1);
        assertThat(take(100, 2)).containsExactly(20);
        queue.queue("b", part(30), null);
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void pruning_drops_what_was_sent_most() {
        queue.queue(null, part(10), null);
        take(100, 9);
        queue.queue(null, part(20), null);
        queue.prune(1);
        assertThat(take(100, 9)).containsExactly(20);
    }

    /** What is sent and how often, told the plain way: sort, walk, count. */
    private static final class PlainQueue {
        private record News(int age, Part part, int sends) {}

        private List<News> waiting = new ArrayList<>();

        List<Part> take(int limit, int sendLimit) {
            waiting.sort(
                    Comparator.comparingInt(News::sends)
                            .thenComparing(Comparator.comparingInt(PlainQueue::size).reversed())
                            .thenComparing(Comparator.comparingInt(News::age).reversed()));
            List<Part> taken = new ArrayList<>();
            List<News> left = new ArrayList<>();
            int room = limit;
            for (News news : waiting) {
                boolean fits = 2 + size(news) <= room;
                if (fits) {
                    taken.add(news.part);
                    room -= 2 + size(news);
                }
                if (!fits || news.sends + 1 < sendLimit) {
                    left.add(new News(news.age, news.part, news.sends + (fits ? 1 : 0)));
                }
            }
            waiting = left;
            return taken;
        }

        private static int size(News news) {
            return news.part.size();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void packets_are_filled_as_the_plain_rules_say(long seed) {
        Chance chance = Chance.seeded(seed);
        PlainQueue plain = new PlainQueue();
        for (int age = 0; age < 2000; age++) {
            Part part = part(1 + chance.nextInt(60));
            queue.queue(null, part, null);
            plain.waiting.add(new PlainQueue.News(age, part, 0));
            while (chance.nextInt(3) > 0) {
                int limit = chance.nextInt(200);
                List<Part> parts = new ArrayList<>();
                queue.take(2, limit, 5, parts);
                assertThat(parts).as("seed %d", seed).isEqualTo(plain.take(limit, 5));
            }
            assertThat(queue.size()).isEqualTo(plain.waiting.size());
        }
    }
}

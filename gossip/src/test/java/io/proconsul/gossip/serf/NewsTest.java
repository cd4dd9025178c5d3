package io.proconsul.gossip.serf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class NewsTest {
    private final News news = new News(() -> {});
    private final List<String> warnings = new ArrayList<>();

    private void events(int count) {
        for (int i = 0; i < count; i++) {
            news.passEvent(new byte[10]);
        }
    }

    @Test
    void long_queues_are_told() {
        events(128);
        news.prune(5, warnings::add);
        assertThat(warnings).isEmpty();
        events(1);
        news.prune(5, warnings::add);
        assertThat(warnings).containsExactly("Event queue depth: 129");
    }

    @Test
    void queues_out_of_proportion_are_cut_to_the_least_length_or_twice_the_members() {
        events(5000);
        news.prune(2400, warnings::add);
        assertThat(news.events()).isEqualTo(4800);
        news.prune(5, warnings::add);
        assertThat(news.events()).isEqualTo(4096);
        assertThat(warnings)
                .containsExactly(
                        "Event queue depth (5000) exceeds limit (4800), dropping messages!",
                        "Event queue depth (4800) exceeds limit (4096), dropping messages!");
    }
}

package io.proconsul.raft.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.raft.PeerLink;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

class AddressedLinkTest {
    private final Map<String, String> book = new HashMap<>(Map.of("b", "10.0.0.2:8300"));
    private final List<String> sent = new ArrayList<>();
    private final List<CompletableFuture<byte[]>> answers = new ArrayList<>();
    private final AddressedLink link =
            new AddressedLink(id -> Optional.ofNullable(book.get(id)), this::send);

    private CompletableFuture<byte[]> send(String address, byte[] frame) {
        sent.add(address);
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        answers.add(answer);
        return answer;
    }

    @Test
    void a_peer_that_moved_is_called_at_its_new_address() {
        var _ = link.call("b", new byte[1]);
        book.put("b", "10.0.0.9:8300");
        var _ = link.call("b", new byte[1]);
        assertThat(sent).containsExactly("10.0.0.2:8300", "10.0.0.9:8300");
    }

    @Test
    void a_peer_nobody_knows_is_told_by_its_id() {
        assertThatThrownBy(() -> link.call("stranger", new byte[1]).get())
                .hasMessageContaining("stranger");
    }

    @Test
    void a_frame_above_the_limit_is_not_sent() {
        assertThatThrownBy(() -> link.call("b", new byte[PeerLink.FRAME_BYTES_MAX + 1]).get())
                .hasMessageContaining("limit");
        assertThat(sent).isEmpty();
    }

    @Test
    void a_peer_that_does_not_answer_gets_a_bounded_number_of_calls() {
        for (int i = 0; i < PeerLink.CALLS_UNDERWAY_MAX; i++) {
            var _ = link.call("b", new byte[1]);
        }
        assertThatThrownBy(() -> link.call("b", new byte[1]).get())
                .hasMessageContaining("has not answered");
        answers.getFirst().complete(new byte[1]);
        assertThat(link.call("b", new byte[1])).isNotDone();
        answers.get(1).cancel(false);
        assertThat(link.call("b", new byte[1])).isNotDone();
    }

    @Test
    void before_the_log_is_open_peers_are_told_so() {
        assertThatThrownBy(() -> link.called(new byte[1]).get()).hasMessageContaining("not open");
        link.onCall(CompletableFuture::completedFuture);
        assertThat(link.called(new byte[] {7}).join()).containsExactly(7);
    }
}

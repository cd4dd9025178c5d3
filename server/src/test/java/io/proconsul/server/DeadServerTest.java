package io.proconsul.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.raft.Peer;
import io.proconsul.server.leader.Member;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** A leader whose peers fail in the eyes of gossip. */
class DeadServerTest {
    private final ServerFixture fixture = new ServerFixture();

    DeadServerTest() {
        fixture.engine()
                .peers(
                        List.of(
                                DirectEngine.SELF,
                                new Peer("id-2", "127.0.0.2:8300", true),
                                new Peer("id-3", "127.0.0.3:8300", true),
                                new Peer("id-4", "127.0.0.4:8300", true)));
        say("s2", "127.0.0.2", "id-2", Member.Status.ALIVE);
        say("s3", "127.0.0.3", "id-3", Member.Status.ALIVE);
        say("s4", "127.0.0.4", "id-4", Member.Status.ALIVE);
        fixture.lead();
    }

    private void say(String name, String address, String id, Member.Status status) {
        Member living = Member.server(name, address, "dc1", id, 8300, "1.8.7:");
        fixture.server.memberChanged(
                new Member(name, address, living.tags(), status, living.protocol()));
        fixture.notifier.run();
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            fixture.pass(Duration.ofSeconds(1));
        }
    }

    private List<String> peers() {
        return fixture.engine().status().peers().stream().map(Peer::id).toList();
    }

    @Test
    void is_taken_out_of_the_log_and_made_to_leave_gossip() {
        say("s3", "127.0.0.3", "id-3", Member.Status.FAILED);
        assertThat(peers()).hasSize(4);

        pass(35);

        assertThat(peers()).containsExactly("node-id", "id-2", "id-4");
        assertThat(fixture.pools.forcedOut).containsExactly("s3");
    }

    @Test
    void is_left_alone_when_it_has_left_by_itself() {
        say("s3", "127.0.0.3", "id-3", Member.Status.LEFT);

        assertThat(peers()).containsExactly("node-id", "id-2", "id-4");
        assertThat(fixture.pools.forcedOut).isEmpty();
    }

    @Test
    void stays_while_without_it_there_is_no_quorum() {
        say("s2", "127.0.0.2", "id-2", Member.Status.FAILED);
        say("s3", "127.0.0.3", "id-3", Member.Status.FAILED);

        pass(60);

        assertThat(peers()).hasSize(4);
        assertThat(fixture.pools.forcedOut).isEmpty();
    }
}

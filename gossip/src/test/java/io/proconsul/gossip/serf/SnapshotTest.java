package io.proconsul.gossip.serf;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.gossip.swim.SwimSettings;
import io.proconsul.gossip.wire.Address;
import io.proconsul.gossip.wire.Message;
import io.proconsul.gossip.wire.SerfMessage.UserEvent;
import io.proconsul.gossip.wire.Vectors;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

class SnapshotTest {
    @Test
    void a_recorded_file_of_a_server_gives_its_members_and_clocks() {
        Snapshot snapshot = Snapshot.replay(Vectors.text("serf-local.snapshot"), false);
        assertThat(snapshot.alive())
                .containsOnlyKeys("srv-1", "srv-2", "srv-3", "cli-1", "cli-2")
                .containsEntry("cli-2", Address.parse("10.26.0.22:8301"));
        assertThat(snapshot.clock()).isEqualTo(6);
        assertThat(snapshot.eventClock()).isEqualTo(3);
    }

    @Test
    void a_recorded_file_of_a_wan_server_names_the_data_centres() {
        Snapshot snapshot = Snapshot.replay(Vectors.text("serf-remote.snapshot"), false);
        assertThat(snapshot.alive()).hasSize(4).containsKey("wan-1.dc2");
    }

    @Test
    void a_leave_forgets_what_was_before_and_not_what_came_after() {
        Snapshot snapshot = Snapshot.replay(Vectors.text("serf-local-after-leave.snapshot"), false);
        assertThat(snapshot).isEqualTo(new Snapshot(Map.of(), 7, 0, 0));
    }

    @Test
    void with_rejoin_after_leave_the_members_stay() {
        Snapshot snapshot = Snapshot.replay(Vectors.text("serf-local-after-leave.snapshot"), true);
        assertThat(snapshot.alive()).hasSize(5);
        assertThat(snapshot.eventClock()).isEqualTo(3);
    }

    @Test
    void names_may_hold_spaces_and_cut_lines_are_skipped() {
        Snapshot snapshot = Snapshot.replay("alive: my node 10.0.0.1:1\nclock: x\nali", false);
        assertThat(snapshot.alive())
                .containsExactly(Map.entry("my node", Address.parse("10.0.0.1:1")));
    }

    @Test
    void what_is_written_reads_back_as_what_happened() {
        LoneMember member = new LoneMember();
        member.heardAlive("b", 2, 1);
        member.heardAlive("c", 3, 1);
        member.hear(new UserEvent(4, "deploy", new byte[0], false));
        member.hear(new Message.Dead("c", 1, "other"));
        member.pass(Duration.ofSeconds(1));

        Snapshot read = Snapshot.replay(member.recorder.snapshot.toString(), false);
        assertThat(read.alive()).containsOnlyKeys("self", "b");
        assertThat(read.eventClock()).isEqualTo(4);
    }

    @Test
    void a_file_that_grows_out_of_proportion_is_written_anew() {
        LoneMember member = new LoneMember();
        for (int i = 1; i <= 5000; i++) {
            member.heardAlive("b", 2, 2 * i);
            member.hear(new Message.Dead("b", 2 * i, "other"));
        }
        assertThat(member.recorder.snapshot.length()).isLessThan(128 * 1024 + 100);
    }

    @Test
    void members_of_an_earlier_life_are_tried_on_start() {
        Snapshot before =
                Snapshot.replay("alive: self 10.0.0.1:8301\nalive: b 10.0.0.2:8301\n", false);
        LoneMember member = new LoneMember(SerfSettings.consul(SwimSettings.lan()), before);
        assertThat(member.recorder.streamsOpened).isEqualTo(1);
    }
}

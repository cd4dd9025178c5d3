package io.proconsul.gossip.serf;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.gossip.swim.SwimSettings;
import io.proconsul.gossip.wire.Message;
import io.proconsul.gossip.wire.SerfMessage.JoinIntent;
import io.proconsul.gossip.wire.SerfMessage.LeaveIntent;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The table of statuses in the wire reference, section 7.2, one test for each line. */
class MembershipTest {
    private final LoneMember member = new LoneMember();

    private void die(String name) {
        member.hear(new Message.Dead(name, 1, "other"));
    }

    private void sayGoodbye(String name) {
        member.hear(new Message.Dead(name, 1, name));
    }

    @Test
    void a_member_that_dies_without_a_word_has_failed() {
        member.heardAlive("b", 2, 1);
        die("b");
        assertThat(member.status("b")).isEqualTo(MemberStatus.FAILED);
        assertThat(member.recorder.told).last().isInstanceOf(PoolEvent.Failed.class);
    }

    @Test
    void a_member_that_only_memberlist_saw_leaving_has_failed() {
        member.heardAlive("b", 2, 1);
        sayGoodbye("b");
        assertThat(member.status("b")).isEqualTo(MemberStatus.FAILED);
    }

    @Test
    void a_member_that_announced_its_leaving_has_left() {
        member.heardAlive("b", 2, 1);
        member.hear(new LeaveIntent(5, "b", false));
        assertThat(member.status("b")).isEqualTo(MemberStatus.LEAVING);
        sayGoodbye("b");
        assertThat(member.status("b")).isEqualTo(MemberStatus.LEFT);
        assertThat(member.recorder.told).last().isInstanceOf(PoolEvent.Left.class);
    }

    @Test
    void who_lists_members_hears_of_one_that_begins_to_leave_and_stays() {
        member.heardAlive("b", 2, 1);
        int before = member.recorder.changes;
        member.hear(new LeaveIntent(5, "b", false));
        member.hear(new JoinIntent(6, "b"));
        assertThat(member.recorder.changes).isEqualTo(before + 2);
    }

    @Test
    void a_living_member_that_is_forced_out_is_leaving_until_it_objects() {
        member.heardAlive("b", 2, 1);
        member.heardAlive("c", 3, 1);
        List<String> ends = new ArrayList<>();
        member.serf.forceLeave("b", false, () -> ends.add("told"), () -> ends.add("late"));
        assertThat(member.status("b")).isEqualTo(MemberStatus.LEAVING);
        assertThat(ends).isEmpty();

        member.pass(Duration.ofSeconds(2));
        assertThat(ends).containsExactly("told");
        member.hear(new JoinIntent(9, "b"));
        assertThat(member.status("b")).isEqualTo(MemberStatus.ALIVE);
    }

    @Test
    void the_last_other_member_is_forced_out_without_a_word_to_anybody() {
        member.heardAlive("b", 2, 1);
        List<String> ends = new ArrayList<>();
        member.serf.forceLeave("b", false, () -> ends.add("told"), () -> ends.add("late"));
        assertThat(ends).containsExactly("told");
        assertThat(member.status("b")).isEqualTo(MemberStatus.LEAVING);
    }

    @Test
    void a_failed_member_is_made_to_leave_by_a_newer_intent() {
        member.heardAlive("b", 2, 1);
        die("b");
        member.hear(new LeaveIntent(5, "b", false));
        assertThat(member.status("b")).isEqualTo(MemberStatus.LEFT);
    }

    @Test
    void a_leaving_member_that_joins_again_is_alive() {
        member.heardAlive("b", 2, 1);
        member.hear(new LeaveIntent(5, "b", false));
        member.hear(new JoinIntent(6, "b"));
        assertThat(member.status("b")).isEqualTo(MemberStatus.ALIVE);
    }

    @Test
    void an_intent_that_is_not_newer_changes_nothing() {
        member.heardAlive("b", 2, 1);
        member.hear(new JoinIntent(6, "b"));
        member.hear(new LeaveIntent(6, "b", false));
        assertThat(member.status("b")).isEqualTo(MemberStatus.ALIVE);
    }

    @Test
    void a_member_that_left_and_is_pruned_is_forgotten() {
        member.heardAlive("b", 2, 1);
        die("b");
        member.hear(new LeaveIntent(5, "b", false));
        member.hear(new LeaveIntent(6, "b", true));
        assertThat(member.serf.member("b")).isEmpty();
        assertThat(member.recorder.told).last().isInstanceOf(PoolEvent.Reaped.class);
    }

    @Test
    void pruning_a_leaving_member_waits_without_blocking() {
        member.heardAlive("b", 2, 1);
        member.hear(new LeaveIntent(5, "b", true));
        assertThat(member.status("b")).isEqualTo(MemberStatus.LEAVING);
        sayGoodbye("b");
        member.pass(Duration.ofSeconds(9));
        assertThat(member.serf.member("b")).isEmpty();
    }

    @Test
    void an_intent_about_a_stranger_is_applied_when_it_turns_up() {
        member.hear(new LeaveIntent(5, "b", false));
        member.heardAlive("b", 2, 1);
        assertThat(member.status("b")).isEqualTo(MemberStatus.LEAVING);
    }

    @Test
    void an_intent_about_a_stranger_is_forgotten_after_five_minutes() {
        member.hear(new LeaveIntent(5, "b", false));
        member.pass(Duration.ofMinutes(6));
        member.heardAlive("b", 2, 1);
        assertThat(member.status("b")).isEqualTo(MemberStatus.ALIVE);
    }

    @Test
    void we_contradict_who_says_that_we_leave() {
        member.heardAlive("b", 2, 1);
        member.hear(new LeaveIntent(5, "self", false));
        assertThat(member.status("self")).isEqualTo(MemberStatus.ALIVE);
        assertThat(member.serf.stats().memberTime()).isGreaterThan(6);
    }

    @Test
    void failed_members_are_reaped_after_the_reconnect_timeout_and_not_before() {
        SerfSettings settings =
                SerfSettings.consul(SwimSettings.lan()).withReconnectTimeout(Duration.ofMinutes(2));
        LoneMember impatient = new LoneMember(settings, Snapshot.NONE);
        impatient.heardAlive("b", 2, 1);
        impatient.hear(new Message.Dead("b", 1, "other"));
        impatient.pass(Duration.ofSeconds(110));
        assertThat(impatient.status("b")).isEqualTo(MemberStatus.FAILED);
        impatient.pass(Duration.ofSeconds(40));
        assertThat(impatient.serf.member("b")).isEmpty();
    }

    @Test
    void a_name_may_move_to_another_address_thirty_seconds_after_a_death() {
        member.heardAlive("b", 2, 1);
        die("b");
        member.pass(Duration.ofSeconds(20));
        member.heardAlive("b", 3, 2);
        assertThat(member.status("b")).isEqualTo(MemberStatus.FAILED);
        member.pass(Duration.ofSeconds(11));
        member.heardAlive("b", 3, 2);
        assertThat(member.status("b")).isEqualTo(MemberStatus.ALIVE);
        assertThat(member.serf.member("b").orElseThrow().address())
                .isEqualTo(LoneMember.address(3));
    }
}

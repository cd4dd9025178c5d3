package io.proconsul.gossip.swim;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.gossip.wire.Address;
import io.proconsul.gossip.wire.Peer;
import io.proconsul.gossip.wire.Versions;
import io.proconsul.runtime.random.Chance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;

class RosterTest {
    private static Peer peer(String name) {
        return new Peer(name, Address.NONE, new byte[0], Versions.CONSUL, 1);
    }

    @Test
    void members_are_found_by_name_whatever_was_added_and_removed() {
        Chance chance = Chance.seeded(5);
        Roster roster = new Roster(0);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            if (expected.isEmpty() || chance.nextInt(3) > 0) {
                String name = "node-" + i;
                roster.add(peer(name));
                expected.add(name);
            } else {
                String gone = expected.remove(chance.nextInt(expected.size()));
                roster.remove(roster.find(gone));
                assertThat(roster.find(gone)).isNegative();
            }
        }
        assertThat(roster.size()).isEqualTo(expected.size());
        for (String name : expected) {
            assertThat(roster.peer(roster.find(name)).name()).isEqualTo(name);
        }
    }

    @Test
    void a_copy_may_begin_with_any_of_the_members() {
        Roster all = new Roster(40);
        for (int i = 0; i < 30; i++) {
            all.add(peer("node-" + i));
        }
        for (int first : List.of(0, 1, 17, 29)) {
            Roster copy = all.startingWith(peer("node-" + first));
            assertThat(copy.peer(0).name()).isEqualTo("node-" + first);
            for (int i = 0; i < 30; i++) {
                assertThat(copy.peer(copy.find("node-" + i)).name()).isEqualTo("node-" + i);
            }
        }
        assertThat(all.peer(0).name()).isEqualTo("node-0");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 7, 8, 1000})
    void a_wrong_guess_costs_nothing_but_time(int guess) {
        Roster roster = new Roster(0);
        for (int i = 0; i < 8; i++) {
            roster.add(peer("node-" + i));
        }
        assertThat(roster.find("node-3", guess)).isEqualTo(3);
        assertThat(roster.find("nobody", guess)).isNegative();
    }

    @Test
    void a_schedule_gives_each_slot_once_in_a_round() {
        ProbeSchedule schedule = new ProbeSchedule(Chance.seeded(1));
        schedule.shuffle(100);
        schedule.add(100);
        List<Integer> turns = new ArrayList<>();
        while (!schedule.isRoundOver()) {
            turns.add(schedule.next());
        }
        assertThat(turns).hasSize(101).doesNotHaveDuplicates();
    }

    @Test
    void push_pull_gets_rarer_in_larger_pools() {
        var set = java.time.Duration.ofSeconds(30);
        assertThat(PushPuller.interval(set, 32)).isEqualTo(set);
        assertThat(PushPuller.interval(set, 33)).isEqualTo(set.multipliedBy(2));
        assertThat(PushPuller.interval(set, 65)).isEqualTo(set.multipliedBy(3));
    }
}

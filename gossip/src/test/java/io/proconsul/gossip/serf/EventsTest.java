package io.proconsul.gossip.serf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.proconsul.gossip.swim.SwimSettings;
import io.proconsul.gossip.wire.Address;
import io.proconsul.gossip.wire.SerfMessage.UserEvent;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class EventsTest {
    private final LoneMember member = new LoneMember();

    private List<String> heard() {
        return member.recorder.told.stream()
                .filter(PoolEvent.UserEvent.class::isInstance)
                .map(event -> ((PoolEvent.UserEvent) event).name())
                .toList();
    }

    @Test
    void an_event_that_comes_twice_is_heard_once() {
        UserEvent deploy = new UserEvent(3, "deploy", new byte[] {1}, false);
        member.hear(deploy);
        member.hear(deploy);
        member.hear(new UserEvent(3, "deploy", new byte[] {2}, false));
        assertThat(heard()).containsExactly("deploy", "deploy");
    }

    @Test
    void an_event_older_than_the_ring_is_not_heard() {
        member.hear(new UserEvent(1000, "new", new byte[0], false));
        member.hear(new UserEvent(1000 - 512, "old", new byte[0], false));
        member.hear(new UserEvent(1001 - 512, "just in time", new byte[0], false));
        assertThat(heard()).containsExactly("new", "just in time");
    }

    @Test
    void events_of_an_earlier_life_are_not_heard_again() {
        Snapshot before = new Snapshot(Map.<String, Address>of(), 10, 20, 5);
        LoneMember again = new LoneMember(SerfSettings.consul(SwimSettings.lan()), before);
        again.hear(new UserEvent(20, "known", new byte[0], false));
        again.hear(new UserEvent(21, "missed", new byte[0], false));
        assertThat(again.recorder.told)
                .filteredOn(PoolEvent.UserEvent.class::isInstance)
                .extracting(event -> ((PoolEvent.UserEvent) event).name())
                .containsExactly("missed");
    }

    @Test
    void an_event_longer_than_the_limit_is_refused_with_the_limit() {
        assertThatThrownBy(() -> member.serf.userEvent("big", new byte[600], false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("user event exceeds configured limit of 512 bytes before encoding");
    }
}

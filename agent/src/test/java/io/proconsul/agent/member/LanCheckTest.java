package io.proconsul.agent.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.agent.node.NodeIdentity;
import io.proconsul.gossip.serf.Member;
import io.proconsul.gossip.serf.MemberStatus;
import io.proconsul.gossip.wire.Address;
import io.proconsul.gossip.wire.Versions;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

class LanCheckTest {
    private final LanCheck check =
            new LanCheck(
                    new NodeIdentity(
                            "id-self", "self", "dc1", true, "127.0.0.1", Map.of(), Map.of()));

    private static Member member(String name, String... tags) {
        return member(name, MemberStatus.ALIVE, tags);
    }

    private static Member member(String name, MemberStatus status, String... tags) {
        Map<String, String> all =
                new HashMap<>(
                        Map.of("role", "node", "dc", "dc1", "segment", "", "build", "1.8.7:"));
        for (int i = 0; i < tags.length; i += 2) {
            all.put(tags[i], tags[i + 1]);
        }
        return new Member(name, Address.parse("127.0.0.2:8301"), all, status, Versions.CONSUL);
    }

    @Test
    void agents_of_the_datacenter_are_welcome() {
        assertThat(check.refusal(List.of(member("a", "id", "1"), member("b", "id", "2")))).isNull();
    }

    @Test
    void an_agent_of_another_datacenter_is_refused_with_both_named() {
        assertThat(check.refusal(List.of(member("a", "dc", "dc2"))))
                .isEqualTo("Member 'a' part of wrong datacenter 'dc2' (self is part of 'dc1')");
    }

    @Test
    void an_agent_with_our_id_and_another_name_is_refused() {
        assertThat(check.refusal(List.of(member("a", "id", "id-self"))))
                .isEqualTo(
                        "Member 'a' has conflicting node ID 'id-self' with this agent's ID (self)");
    }

    @Test
    void we_ourselves_are_welcome() {
        assertThat(check.refusal(List.of(member("self", "id", "id-self")))).isNull();
    }

    @Test
    void two_agents_with_one_id_are_refused() {
        assertThat(check.refusal(List.of(member("a", "id", "x"), member("b", "id", "x"))))
                .isEqualTo("Member 'b' has conflicting node ID 'x' with member 'a'");
    }

    @Test
    void old_agents_and_those_that_left_may_share_an_id() {
        assertThat(
                        check.refusal(
                                List.of(
                                        member("a", "id", "x"),
                                        member("b", MemberStatus.LEFT, "id", "x"),
                                        member("c", "id", "x", "build", "0.8.4:"))))
                .isNull();
    }

    @Test
    void an_agent_without_a_segment_is_refused() {
        Map<String, String> tags = Map.of("role", "node", "dc", "dc1");
        Member without =
                new Member(
                        "a",
                        Address.parse("127.0.0.2:8301"),
                        tags,
                        MemberStatus.ALIVE,
                        Versions.CONSUL);
        assertThat(check.refusal(List.of(without))).contains("wrong segment");
    }

    @Test
    void what_is_no_agent_is_none_of_our_business() {
        assertThat(check.refusal(List.of(member("a", "role", "web", "dc", "dc9")))).isNull();
    }
}

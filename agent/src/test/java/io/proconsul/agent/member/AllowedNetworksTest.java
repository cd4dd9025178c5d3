package io.proconsul.agent.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.gossip.serf.Member;
import io.proconsul.gossip.serf.MemberStatus;
import io.proconsul.gossip.serf.MergeCheck;
import io.proconsul.gossip.wire.Address;
import io.proconsul.gossip.wire.Versions;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;

class AllowedNetworksTest {
    private static final MergeCheck INSIDE =
            new AllowedNetworks(AllowedNetworksTest::isTen, MergeCheck.NONE);

    private static boolean isTen(InetAddress address) {
        return address.getAddress()[0] == 10;
    }

    private static Member member(String name, Address address) {
        return new Member(name, address, Map.of(), MemberStatus.ALIVE, Versions.CONSUL);
    }

    private static Member at(String address) {
        return member("m", Address.parse(address));
    }

    @Test
    void who_turns_up_inside_is_let_in() {
        assertThat(INSIDE.refusal(List.of(at("10.1.2.3:8301")))).isNull();
    }

    @Test
    void who_turns_up_outside_is_refused_with_name_and_address() {
        assertThat(INSIDE.refusal(List.of(at("192.168.0.7:8301"))))
                .isEqualTo(
                        "Member 'm' has the address 192.168.0.7, which no allowed network"
                                + " contains");
    }

    @Test
    void who_has_no_usable_address_is_refused() {
        assertThat(INSIDE.refusal(List.of(member("m", Address.NONE)))).contains("'m'");
    }

    @Test
    void a_pool_with_a_stranger_among_others_may_be_joined() {
        assertThat(INSIDE.refusal(List.of(at("10.1.2.3:8301"), at("192.168.0.7:8301")))).isNull();
    }

    @Test
    void those_inside_are_asked_what_else_there_is() {
        MergeCheck both = new AllowedNetworks(AllowedNetworksTest::isTen, _ -> "not today");
        assertThat(both.refusal(List.of(at("10.1.2.3:8301")))).isEqualTo("not today");
    }
}

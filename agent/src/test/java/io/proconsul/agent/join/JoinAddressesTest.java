package io.proconsul.agent.join;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class JoinAddressesTest {
    @Test
    void of_a_provider_only_its_name_is_kept() {
        var addresses =
                JoinAddresses.of(
                        List.of(
                                "10.0.0.1",
                                "provider=aws secret_access_key=geheim",
                                "tag_key=k provider=gce",
                                "[::1]:8301"));
        assertThat(addresses.contacts()).containsExactly("10.0.0.1", "[::1]:8301");
        assertThat(addresses.refused()).containsExactly("aws", "gce");
    }
}

package io.proconsul.raft.ratis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeaseModelTest {
    private static final int SEEDS = 150;

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5})
    void nobody_holds_a_lease_or_is_confirmed_after_another_was_elected(int servers) {
        assertThat(LeaseModel.search(SEEDS, servers, LeaseModel.ELECTION)).isEmpty();
    }

    @Test
    void the_model_is_not_empty() {
        LeaseModel model = new LeaseModel(1, 3, LeaseModel.ELECTION);
        model.run();
        assertThat(model.leases()).isGreaterThan(100);
        assertThat(model.confirmations()).isGreaterThan(10);
    }

    @Test
    void leases_that_are_too_long_are_found_out() {
        assertThat(LeaseModel.search(SEEDS, 3, LeaseModel.ELECTION.multipliedBy(2))).isPresent();
    }
}

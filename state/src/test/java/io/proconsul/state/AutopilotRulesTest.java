package io.proconsul.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.model.command.Command;
import io.proconsul.model.operator.AutopilotConfig;
import io.proconsul.model.operator.AutopilotSetRequest;
import io.proconsul.model.query.WriteOptions;
import io.proconsul.state.snapshot.SnapshotReader;
import io.proconsul.state.snapshot.SnapshotWriter;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

class AutopilotRulesTest {
    private final TestStore store = new TestStore();

    private Outcome set(boolean cas, long modifyIndex) {
        AutopilotConfig config = AutopilotConfig.DEFAULT.withIndexes(0, modifyIndex);
        return store.apply(
                new Command.Autopilot(
                        new AutopilotSetRequest("dc1", config, cas, WriteOptions.NONE)));
    }

    @Test
    void a_configuration_remembers_when_it_was_made_and_changed() {
        set(false, 0);
        set(false, 0);

        assertThat(store.store.root().autopilot())
                .isEqualTo(AutopilotConfig.DEFAULT.withIndexes(1, 2));
    }

    @Test
    void compare_and_set_needs_the_configuration_there_is() {
        assertThat(set(true, 0)).isEqualTo(new Outcome.Verdict(false));
        set(false, 0);

        assertThat(set(true, 1)).isEqualTo(new Outcome.Verdict(false));
        assertThat(set(true, 2)).isEqualTo(new Outcome.Verdict(true));
    }

    @Test
    void a_snapshot_holds_the_configuration() throws IOException {
        set(false, 0);
        ByteArrayOutputStream snapshot = new ByteArrayOutputStream();
        SnapshotWriter.write(store.store.root(), snapshot);

        Root read = SnapshotReader.read(new ByteArrayInputStream(snapshot.toByteArray()));

        assertThat(read.autopilot()).isEqualTo(AutopilotConfig.DEFAULT.withIndexes(1, 1));
    }
}

package io.proconsul.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.config.address.Interfaces;
import io.proconsul.runtime.disk.FileTree;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** Loading when the n-th call to the file system fails, for every n until it succeeds. */
class BrokenFilesTest {
    private static final int CALLS_MAX = 50;

    @Test
    void whichever_call_fails_the_failure_is_told_and_names_the_path() throws ConfigException {
        int failing = 0;
        while (failure(failing) instanceof ConfigException told) {
            assertThat(told.getMessage()).matches("(?s).*(permission denied|conf).*");
            failing++;
            assertThat(failing).isLessThan(CALLS_MAX);
        }
        assertThat(failing).as("calls that loading makes").isGreaterThan(5);
    }

    private static Object failure(int failing) {
        var machine =
                new FakeMachine()
                        .file("conf/a.json", "{\"data_dir\":\"d\",\"bind_addr\":\"127.0.0.1\"}");
        machine.file("real.hcl", "domain = \"x\"").link("conf/b.hcl", "../real.hcl");
        try {
            return new ConfigLoader(new BreakingMachine(machine, failing))
                    .load(ConfigInput.ofFiles(List.of("conf"), ""));
        } catch (ConfigException told) {
            return told;
        }
    }

    /** A machine whose file system refuses one call. */
    private static final class BreakingMachine implements Machine, FileTree {
        private final FakeMachine machine;
        private int callsLeft;

        BreakingMachine(FakeMachine machine, int callsLeft) {
            this.machine = machine;
            this.callsLeft = callsLeft;
        }

        private void count(Path path) throws IOException {
            if (callsLeft-- == 0) {
                throw new AccessDeniedException(path.toString());
            }
        }

        @Override
        public Kind kind(Path path) throws IOException {
            count(path);
            return machine.kind(path);
        }

        @Override
        public byte[] read(Path file) throws IOException {
            count(file);
            return machine.read(file);
        }

        @Override
        public List<Path> entries(Path folder) throws IOException {
            count(folder);
            return machine.entries(folder);
        }

        @Override
        public Path target(Path path) throws IOException {
            count(path);
            return machine.target(path);
        }

        @Override
        public FileTree files() {
            return this;
        }

        @Override
        public Interfaces interfaces() {
            return machine.interfaces();
        }

        @Override
        public String hostName() {
            return machine.hostName();
        }

        @Override
        public OptionalLong openFilesMax() {
            return machine.openFilesMax();
        }

        @Override
        public String variable(String name) {
            return machine.variable(name);
        }
    }
}

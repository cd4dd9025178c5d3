package io.proconsul.agent.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.agent.event.UserEvent;
import io.proconsul.agent.node.AgentTokens;
import io.proconsul.agent.node.NodeIdentity;
import io.proconsul.runtime.clock.VirtualTime;
import io.proconsul.runtime.disk.Disk;
import io.proconsul.runtime.random.Chance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/** Jobs with a real shell; what they leave in the keys was seen with a genuine agent. */
class RemoteExecTest {
    private static final String FOLDER = "_rexec/s1/n1/";

    private final VirtualTime time = new VirtualTime();
    private final FakeKeys keys = new FakeKeys();
    private final AgentTokens tokens = new AgentTokens();

    private RemoteExec exec(Executor threads) {
        return new RemoteExec(
                new NodeIdentity("", "n1", "dc7", false, "127.0.0.1", Map.of(), Map.of()),
                "/bin/sh",
                new ExecSurroundings(
                        time, time, Chance.seeded(1), Disk.system(), threads, keys, tokens));
    }

    private static UserEvent event(String payload) {
        return new UserEvent(
                "id", "_rexec", payload.getBytes(StandardCharsets.UTF_8), "", "", "", 1, 1);
    }

    private static UserEvent event() {
        return event("{\"Prefix\":\"_rexec\",\"Session\":\"s1\"}");
    }

    private Map<String, String> run(String job) {
        keys.values.put("_rexec/s1/job", job);
        exec(Runnable::run).heard(event());
        return keys.locked;
    }

    @Test
    void a_command_is_acknowledged_run_by_the_shell_and_told_how_it_ended() {
        assertThat(run("{\"Command\":\"echo out; echo err >&2; exit 3\",\"Wait\":2000000000}"))
                .containsExactly(
                        Map.entry(FOLDER + "ack", ""),
                        Map.entry(FOLDER + "out/00000", "out\nerr\n"),
                        Map.entry(FOLDER + "exit", "3"));
    }

    @Test
    void words_are_run_without_a_shell() {
        assertThat(run("{\"Args\":[\"echo\",\"$HOME; x\"],\"Wait\":2000000000}"))
                .containsEntry(FOLDER + "out/00000", "$HOME; x\n")
                .containsEntry(FOLDER + "exit", "0");
    }

    @Test
    void a_script_is_a_file_while_it_runs() {
        String script = "#!/bin/sh\necho $0\nstat -c %A $0\n";
        String job =
                "{\"Script\":\"%s\"}"
                        .formatted(
                                Base64.getEncoder()
                                        .encodeToString(script.getBytes(StandardCharsets.UTF_8)));
        String output = run(job).getOrDefault(FOLDER + "out/00000", "");
        List<String> lines = output.lines().toList();

        assertThat(lines.getFirst()).contains("/rexec");
        assertThat(lines.getLast()).isEqualTo("-rwxr-x---");
        assertThat(Files.exists(Path.of(lines.getFirst()))).isFalse();
    }

    @Test
    void a_long_output_is_cut_into_full_chunks() {
        run("{\"Command\":\"head -c 10000 /dev/zero | tr '\\\\0' x\"}");
        assertThat(keys.locked.get(FOLDER + "out/00000")).hasSize(4096);
        assertThat(keys.locked.get(FOLDER + "out/00001")).hasSize(4096);
        assertThat(keys.locked.get(FOLDER + "out/00002")).hasSize(1808);
    }

    @Test
    void what_cannot_be_started_ends_with_255() {
        assertThat(run("{\"Args\":[\"/no/such/program\"]}"))
                .containsExactly(Map.entry(FOLDER + "ack", ""), Map.entry(FOLDER + "exit", "255"));
    }

    @Test
    void a_server_that_does_not_have_the_job_yet_is_no_reason_to_stop() {
        keys.followersLag = true;
        assertThat(run("{\"Command\":\"true\"}")).containsEntry(FOLDER + "exit", "0");
    }

    @Test
    void without_a_job_that_can_be_read_nothing_is_written() {
        exec(Runnable::run).heard(event());
        exec(Runnable::run).heard(event("not json"));
        assertThat(run("{\"Command\":\"true\",\"Wait\":\"soon\"}")).isEmpty();
        assertThat(keys.writes).isEmpty();
    }

    @Test
    void without_an_acknowledgement_nothing_is_run(@TempDir Path folder) {
        keys.mostLocks = 0;
        run("{\"Command\":\"echo x > %s/ran\"}".formatted(folder));
        assertThat(folder.resolve("ran")).doesNotExist();
        assertThat(keys.writes).hasSize(1);
    }

    @Test
    void when_its_output_cannot_be_written_the_program_runs_on(@TempDir Path folder) {
        keys.mostLocks = 1;
        keys.refusal = "invalid session \"s1\"";
        run("{\"Command\":\"head -c 9000 /dev/zero; echo x > %s/ran\"}".formatted(folder));

        assertThat(folder.resolve("ran")).exists();
        assertThat(keys.writes)
                .extracting(write -> write.entry().key())
                .containsExactly(FOLDER + "ack", FOLDER + "out/00000", FOLDER + "exit");
        assertThat(keys.writes.getLast().entry().value())
                .isEqualTo("255".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void every_key_is_locked_with_the_asker_s_session_and_the_agent_s_token() {
        tokens.agent("secret");
        run("{\"Command\":\"echo x\"}");
        assertThat(keys.writes)
                .hasSize(3)
                .allSatisfy(write -> {
                    assertThat(write.op()).isEqualTo("lock");
                    assertThat(write.datacenter()).isEqualTo("dc7");
                    assertThat(write.entry().session()).isEqualTo("s1");
                    assertThat(write.options().token()).isEqualTo("secret");
                });
    }

    @Test
    void more_jobs_than_may_run_at_once_are_not_taken() {
        List<Runnable> running = new ArrayList<>();
        RemoteExec exec = exec(running::add);
        for (int i = 0; i < RemoteExec.MAX_JOBS + 5; i++) {
            exec.heard(event());
        }
        assertThat(running).hasSize(RemoteExec.MAX_JOBS);
        running.removeFirst().run();
        exec.heard(event());
        assertThat(running).hasSize(RemoteExec.MAX_JOBS);
    }
}

package io.proconsul.gossip;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A genuine {@code serf agent} in a process of its own, on an address of its own. */
final class SerfAgent {
    private final Path executable;
    private final String ip;
    private final Process process;

    private SerfAgent(Path executable, String ip, Process process) {
        this.executable = executable;
        this.ip = ip;
        this.process = process;
    }

    /** With the local preset, and answering queries named {@code load}, unless told otherwise. */
    static SerfAgent start(Path executable, Path folder, String node, String ip, String... more) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                executable.toString(),
                                "agent",
                                "-node=" + node,
                                "-bind=" + ip + ":7946",
                                "-rpc-addr=" + ip + ":7373",
                                "-profile=local",
                                "-event-handler=query:load=echo 0.7"));
        command.addAll(Arrays.asList(more));
        Process process = Genuine.start(command, folder.resolve(node + ".log"));
        SerfAgent agent = new SerfAgent(executable, ip, process);
        agent.await("alive", "members", "-status=alive");
        return agent;
    }

    String address() {
        return ip + ":7946";
    }

    private List<String> command(String command, String... arguments) {
        List<String> line =
                new ArrayList<>(
                        List.of(executable.toString(), command, "-rpc-addr=" + ip + ":7373"));
        line.addAll(Arrays.asList(arguments));
        return line;
    }

    /** What a command of the real program prints. */
    String ask(String command, String... arguments) {
        return Genuine.run(command(command, arguments));
    }

    /** Asks again and again until the answer holds a regular expression. */
    String await(String pattern, String command, String... arguments) {
        return Genuine.await(pattern, command(command, arguments));
    }

    /** Who heard a question and what they answered, one in a line. */
    List<String> answers(String option) {
        String timeout = "-timeout=" + MixedPool.ANSWERED.toMillis() + "ms";
        return ask("query", timeout, option, "load", "now?")
                .lines()
                .filter(line -> line.contains(" from "))
                .toList();
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }
}

package io.proconsul.gossip;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A genuine {@code consul agent} in a process of its own, on an address of its own. */
final class ConsulAgent {
    private final Path executable;
    private final String ip;
    private final Process process;

    private ConsulAgent(Path executable, String ip, Process process) {
        this.executable = executable;
        this.ip = ip;
        this.process = process;
    }

    static ConsulAgent start(Path executable, Path folder, String node, String ip, String... more) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                executable.toString(),
                                "agent",
                                "-node=" + node,
                                "-bind=" + ip,
                                "-client=" + ip));
        command.addAll(Arrays.asList(more));
        Process process = Genuine.start(command, folder.resolve(node + ".log"));
        ConsulAgent agent = new ConsulAgent(executable, ip, process);
        agent.await(node + " .*alive", "members");
        return agent;
    }

    /** Where it gossips. */
    String address() {
        return ip + ":8301";
    }

    private List<String> command(List<String> words) {
        List<String> line = new ArrayList<>(List.of(executable.toString()));
        line.addAll(words);
        line.add("-http-addr=" + ip + ":8500");
        return line;
    }

    /** What a command of the real program prints; its options come first, as Go has it. */
    String ask(String... words) {
        return Genuine.run(command(List.of(words)));
    }

    /** Asks again and again until the answer holds a regular expression. */
    String await(String pattern, String... words) {
        return Genuine.await(pattern, command(List.of(words)));
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }
}

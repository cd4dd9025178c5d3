package io.proconsul.rpc.net;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The genuine 1.8.7 as a server on a loopback address of its own. */
final class GenuineServer implements AutoCloseable {
    private static final String READY = "New leader elected";

    private final Process process;
    private final String address;

    private GenuineServer(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** The program, where it can be had. */
    static Optional<String> find() {
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            Path tool = up.resolve("../shared/tools/reference-consul").normalize();
            if (Files.isExecutable(tool)) {
                return ask(tool);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> ask(Path tool) {
        try {
            Process asked = new ProcessBuilder(tool.toString()).start();
            byte[] path = asked.getInputStream().readAllBytes();
            return asked.waitFor() == 0
                    ? Optional.of(new String(path, StandardCharsets.UTF_8).strip())
                    : Optional.empty();
        } catch (IOException missing) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns when it leads. */
    static GenuineServer start(String program, String address) throws IOException {
        Process process =
                new ProcessBuilder(
                                program,
                                "agent",
                                "-dev",
                                "-node=genuine",
                                "-log-level=info",
                                "-dns-port=-1",
                                "-bind=" + address,
                                "-client=" + address)
                        .redirectErrorStream(true)
                        .start();
        var log =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var said = new StringBuilder();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            said.append(line).append('\n');
            if (line.contains(READY)) {
                Thread.ofVirtual().start(() -> log.lines().forEach(ignored -> {}));
                return new GenuineServer(process, address);
            }
        }
        throw new IOException("the genuine server ended:\n" + said);
    }

    InetSocketAddress rpc() {
        return new InetSocketAddress(InetAddress.ofLiteral(address), 8300);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}

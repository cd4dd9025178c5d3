package io.proconsul.app.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the agents of a {@link Lan} say to each other, recorded by {@code tcpdump}. */
final class Capture implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration DECODING = Duration.ofMinutes(3);

    /** All gossip, and the calls of clients: servers speak a log's frames among themselves. */
    private static final String HEARD =
            "port 8301 or port 8302 or (tcp port 8300 and (host 172.17.0.21 or host 172.17.0.22))";

    private final Path decoder;
    private final Path file;
    private final Process recorder;

    private Capture(Path decoder, Path file, Process recorder) {
        this.decoder = decoder;
        this.file = file;
        this.recorder = recorder;
    }

    /** Begins; empty, with a message, where the tools are missing. */
    static Optional<Capture> begin(Lan lan, Path folder) throws IOException {
        Optional<Path> decoder = Executable.shared("tools/wire-decode");
        if (decoder.isEmpty() || !hasRecorder()) {
            System.out.println("left out: what is on the wire (no tcpdump or no wire-decode here)");
            return Optional.empty();
        }
        Path file = folder.resolve("wire.pcap");
        Path told = folder.resolve("tcpdump.log");
        List<String> words =
                List.of(
                        "tcpdump",
                        "-i",
                        "br0",
                        "-Z",
                        "root",
                        "-U",
                        "-B",
                        "65536",
                        "-s",
                        "0",
                        "-w",
                        file.toString(),
                        HEARD);
        Process recorder =
                new ProcessBuilder(lan.host().inside(words))
                        .redirectErrorStream(true)
                        .redirectOutput(told.toFile())
                        .start();
        Await.until("tcpdump listens", SOON, () -> Files.readString(told).contains("listening on"));
        return Optional.of(new Capture(decoder.get(), file, recorder));
    }

    private static boolean hasRecorder() {
        try {
            return Command.run("tcpdump", "--version").succeeded();
        } catch (UncheckedIOException absent) {
            return false;
        }
    }

    /** Ends the recording and tells what was recorded, a line of JSON for each message. */
    List<String> decoded() {
        close();
        Command decoding =
                Command.run(List.of(decoder.toString(), file.toString(), "--json"), DECODING);
        return decoding.orFail().output().lines().toList();
    }

    @Override
    public void close() {
        recorder.destroy();
        recorder.onExit().join();
    }
}

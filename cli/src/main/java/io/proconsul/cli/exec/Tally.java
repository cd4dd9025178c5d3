package io.proconsul.cli.exec;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What came so far, what is printed of it, and how it ends. */
final class Tally {
    private static final int FAILED = 2;

    private final Duration quiet;
    private final boolean verbose;
    private int acknowledged;
    private int exited;
    private int failed;

    /**
     * @param quiet how long nobody must say anything before it ends
     */
    Tally(Duration quiet, boolean verbose) {
        this.quiet = quiet;
        this.verbose = verbose;
    }

    /** How long to wait for the next report: longer while nodes are known to be at work. */
    Duration patience() {
        return acknowledged > exited ? quiet.multipliedBy(2) : quiet;
    }

    /** Takes a report; returns what is printed of it, empty for nothing. */
    String take(Report report) {
        return switch (report) {
            case Report.Acknowledged(String node) -> {
                acknowledged++;
                yield verbose ? "==> " + node + ": acknowledged\n" : "";
            }
            case Report.Output(String node, byte[] bytes) -> output(node, bytes);
            case Report.Exited(String node, int code) -> {
                exited++;
                failed += code == 0 ? 0 : 1;
                yield "==> " + node + ": finished with exit code " + code + "\n";
            }
        };
    }

    private String output(String node, byte[] bytes) {
        if (bytes.length == 0) {
            return verbose ? "==> " + node + ": heartbeat received\n" : "";
        }
        var text = new StringBuilder();
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
            text.append("    ").append(node).append(':');
            text.append(line.isEmpty() ? "" : " ").append(line).append('\n');
        }
        return text.toString();
    }

    String summary() {
        return exited + " / " + acknowledged + " node(s) completed / acknowledged";
    }

    int status() {
        return failed > 0 || exited < acknowledged ? FAILED : 0;
    }
}

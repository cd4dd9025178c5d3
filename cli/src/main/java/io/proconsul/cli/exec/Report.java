package io.proconsul.cli.exec;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a node writes: below the job's folder, under its own name. */
sealed interface Report {
    String node();

    /** It runs the command. */
    record Acknowledged(String node) implements Report {}

    /** Something the command printed; empty: a sign of life. */
    @SuppressWarnings("ArrayRecordComponent") // printed once, never compared
    record Output(String node, byte[] bytes) implements Report {}

    record Exited(String node, int code) implements Report {}

    /** Which kind a key is, before its value is read. */
    enum Kind {
        JOB,
        ACKNOWLEDGEMENT,
        EXIT,
        OUTPUT,
        UNKNOWN
    }

    /**
     * @param name of a key, without the folder
     */
    static Kind kind(String name) {
        if (name.equals("job")) {
            return Kind.JOB;
        }
        if (name.endsWith("/ack")) {
            return Kind.ACKNOWLEDGEMENT;
        }
        if (name.endsWith("/exit")) {
            return Kind.EXIT;
        }
        return name.lastIndexOf("/out/") > 0 ? Kind.OUTPUT : Kind.UNKNOWN;
    }

    /** The node that wrote a key of that kind. */
    static String node(String name, Kind kind) {
        int end = kind == Kind.OUTPUT ? name.lastIndexOf("/out/") : name.lastIndexOf('/');
        return end < 0 ? name : name.substring(0, end);
    }

    /** The report of an exit; empty when its value is no number. */
    static Optional<Report> exit(String node, byte[] value) {
        try {
            String text = new String(value, StandardCharsets.US_ASCII).strip();
            return Optional.of(new Exited(node, Integer.parseInt(text)));
        } catch (NumberFormatException malformed) {
            return Optional.empty();
        }
    }
}

package io.proconsul.app.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What agents' logs say of things they could not read. */
final class Complaints {
    /** What either program says when it cannot read what the other sent. */
    private static final Pattern UNREADABLE =
            Pattern.compile(
                    "(?i)(decod|unmarshal|msgpack|malformed|unknown message|unrecognized"
                            + "|invalid type byte|checksum|unexpected frame|protocol error)");

    /** How an agent notes that it refused a request of its HTTP API. */
    private static final Pattern REFUSAL =
            Pattern.compile(
                    "agent\\.http: Request error: method=(\\S+) url=(\\S+) from=\\S+"
                            + " error=\"(.*)\"$");

    /** How an agent notes that it passed over parameters of a request. */
    private static final Pattern BAD_QUERY =
            Pattern.compile(
                    "agent\\.http: Failed to decode query: from=\\S+ error=\"invalid URL escape"
                            + " \"(.*)\"\"$");

    private static final int BAD_REQUEST = 400;

    private Complaints() {}

    /**
     * The warnings and errors in the agent's log about something unreadable, without those about
     * requests that were meant to be so.
     *
     * @param sent the exchanges with the agent's HTTP API
     */
    static List<String> of(Agent agent, Collection<RecordedAnswer> sent) {
        try (Stream<String> lines = Files.lines(agent.log(), StandardCharsets.UTF_8)) {
            return lines.filter(line -> isComplaint(line, sent))
                    .map(line -> agent.name() + ": " + line)
                    .toList();
        } catch (IOException missing) {
            return List.of(missing.toString());
        }
    }

    static boolean isComplaint(String line, Collection<RecordedAnswer> sent) {
        return (line.contains("[WARN]") || line.contains("[ERR"))
                && UNREADABLE.matcher(line).find()
                && !isProvoked(line, sent);
    }

    /**
     * Whether the line is about one of the exchanges: a request that was answered with exactly
     * these words, as the sender's fault, or that holds exactly this escape.
     */
    private static boolean isProvoked(String line, Collection<RecordedAnswer> sent) {
        Matcher refusal = REFUSAL.matcher(line);
        if (refusal.find()) {
            return sent.stream()
                    .anyMatch(answer ->
                            answer.status() == BAD_REQUEST
                                    && answer.method().equals(refusal.group(1))
                                    && answer.path().equals(refusal.group(2))
                                    && answer.body().equals(refusal.group(3)));
        }
        Matcher query = BAD_QUERY.matcher(line);
        return query.find()
                && sent.stream().anyMatch(answer -> query(answer).contains(query.group(1)));
    }

    private static String query(RecordedAnswer answer) {
        String path = answer.path();
        return path.substring(path.indexOf('?') + 1);
    }
}

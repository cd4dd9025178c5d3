package io.proconsul.agent.exec;

import io.proconsul.json.JsonException;
import io.proconsul.json.JsonReader;
import io.proconsul.model.wire.RecordCodec;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a job stands, as the event says.
 *
 * @param prefix of all its keys
 * @param session the asker's, which holds all of them
 */
record JobPlace(String prefix, String session) {
    private static final RecordCodec<JobPlace> CODEC = RecordCodec.of(JobPlace.class);

    /**
     * The place that the payload of an event names.
     *
     * @throws JsonException when it names none, with Go's text
     */
    static JobPlace read(byte[] payload) throws JsonException {
        return CODEC.readJsonLeniently(JsonReader.ofWhole(payload));
    }

    String job() {
        return joined("job");
    }

    String acknowledgement(String node) {
        return joined(node, "ack");
    }

    /**
     * @param number from 0
     */
    String output(String node, int number) {
        return joined(node, "out", "%05x".formatted(number));
    }

    String exit(String node) {
        return joined(node, "exit");
    }

    /** The parts as one path, without empty ones and steps up or on the spot, as in Go. */
    private String joined(String... parts) {
        String whole = prefix + "/" + session + "/" + String.join("/", parts);
        boolean rooted = whole.startsWith("/") && !prefix.isEmpty();
        List<String> path = new ArrayList<>();
        for (String part : whole.split("/", -1)) {
            if (part.equals("..") && !path.isEmpty()) {
                path.removeLast();
            } else if (!part.isEmpty() && !part.equals(".") && !part.equals("..")) {
                path.add(part);
            }
        }
        return (rooted ? "/" : "") + String.join("/", path);
    }
}

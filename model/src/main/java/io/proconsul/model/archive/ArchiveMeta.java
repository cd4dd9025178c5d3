package io.proconsul.model.archive;

import io.proconsul.json.JsonWriter;
import io.proconsul.model.operator.RaftServer;

import java.time.Instant;
import java.util.List;

/**
 * What an archive says of itself (snapshot format, section 2).
 *
 * @param index the last change in the state
 * @param term the term in which it was saved
 * @param servers who takes part in the log then; nobody goes by it when restoring
 * @param saved when
 */
public record ArchiveMeta(long index, long term, List<RaftServer> servers, Instant saved) {
    private static final int VOTER = 0;
    private static final int NON_VOTER = 1;

    /** One line with a line feed behind it. */
    byte[] json(long stateBytes) {
        JsonWriter out = new JsonWriter();
        out.beginObject();
        out.name("Version").number(1);
        out.name("ID").string("%d-%d-%d".formatted(term, index, saved.toEpochMilli()));
        out.name("Index").number(index);
        out.name("Term").number(term);
        out.name("Peers").nothing();
        out.name("Configuration").beginObject();
        out.name("Servers").beginArray();
        servers.forEach(server -> write(server, out));
        out.endArray();
        out.endObject();
        out.name("ConfigurationIndex").number(0);
        out.name("Size").number(stateBytes);
        out.endObject();
        out.lineFeed();
        return out.toByteArray();
    }

    private static void write(RaftServer server, JsonWriter out) {
        out.beginObject();
        out.name("Suffrage").number(server.voter() ? VOTER : NON_VOTER);
        out.name("ID").string(server.id());
        out.name("Address").string(server.address());
        out.endObject();
    }
}

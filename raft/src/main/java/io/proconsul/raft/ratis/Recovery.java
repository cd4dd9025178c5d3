package io.proconsul.raft.ratis;

import io.proconsul.json.JsonException;
import io.proconsul.json.JsonReader;
import io.proconsul.raft.Peer;
import io.proconsul.runtime.disk.Disk;

import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.RaftConfigurationProto;
import org.apache.ratis.proto.RaftProtos.RaftPeerProto;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The way out when a majority is lost for good: an operator writes who is left into {@code
 * peers.json}, in the reference's format, on each of them, and starts them. What the file says
 * counts from the end of the log on, and the file is deleted, so that it happens once.
 *
 * <p>Entries that only the lost servers held are lost with them.
 */
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger("agent.server.raft");
    private static final String FILE = "peers.json";
    private static final Pattern CLOSED = Pattern.compile("log_\\d{1,18}-(\\d{1,18})");
    private static final Pattern OPEN = Pattern.compile("log_inprogress_(\\d{1,18})");

    private final Disk disk;
    private final Path file;
    private final Path files;

    /**
     * @param root the folder of the log, where an operator puts the file
     * @param files where Ratis keeps its own
     */
    Recovery(Disk disk, Path root, Path files) {
        this.disk = disk;
        this.file = root.resolve(FILE);
        this.files = files;
    }

    /**
     * Does what the file says; nothing when there is none.
     *
     * @param self the node id of this server
     * @throws IOException when the file makes no sense, naming it
     */
    void run(String self) throws IOException {
        Optional<byte[]> content = disk.read(file);
        if (content.isEmpty()) {
            return;
        }
        List<Peer> peers = peers(content.get());
        if (peers.stream().noneMatch(peer -> peer.voter() && peer.id().equals(self))) {
            throw new IOException("%s must name this server, %s, as a voter".formatted(file, self));
        }
        long index = lastIndex() + 1;
        disk.write(files.resolve(LogFolder.CONFIGURATION), entry(peers, index).toByteArray());
        disk.delete(file);
        LOG.warn("the servers of the log are those of {} now, and it is deleted: {}", file, peers);
    }

    private List<Peer> peers(byte[] content) throws IOException {
        List<Peer> peers = new ArrayList<>();
        try {
            JsonReader json = JsonReader.ofWhole(content);
            json.beginArray();
            while (json.nextElement()) {
                peers.add(peer(json));
            }
        } catch (JsonException wrong) {
            throw new IOException(
                    "%s cannot be read: %s".formatted(file, wrong.getMessage()), wrong);
        }
        return peers;
    }

    private static Peer peer(JsonReader json) throws JsonException {
        String id = "";
        String address = "";
        boolean voter = true;
        json.beginObject();
        while (json.nextMember()) {
            switch (json.name()) {
                case "id" -> id = json.string();
                case "address" -> address = json.string();
                case "non_voter" -> voter = !json.bool();
                default -> json.skip();
            }
        }
        return new Peer(id, address, voter);
    }

    private long lastIndex() throws IOException {
        long last = -1;
        for (Path each : disk.list(files)) {
            String name = String.valueOf(each.getFileName());
            Matcher closed = CLOSED.matcher(name);
            Matcher open = OPEN.matcher(name);
            if (closed.matches()) {
                last = Math.max(last, Long.parseLong(closed.group(1)));
            } else if (open.matches()) {
                long first = Long.parseLong(open.group(1));
                last = Math.max(last, first + LogTail.entries(disk, each) - 1);
            }
        }
        for (Path each : disk.list(files.resolveSibling("sm"))) {
            last = Math.max(last, Snapshot.of(each).map(Snapshot::index).orElse(-1L));
        }
        if (last < 0) {
            throw new IOException(file + " is there, but no log whose servers it could change");
        }
        return last;
    }

    private static LogEntryProto entry(List<Peer> peers, long index) {
        RaftConfigurationProto.Builder all = RaftConfigurationProto.newBuilder();
        for (Peer peer : peers) {
            RaftPeerProto proto = Membership.ratisPeer(peer).getRaftPeerProto();
            if (peer.voter()) {
                all.addPeers(proto);
            } else {
                all.addListeners(proto);
            }
        }
        return LogEntryProto.newBuilder().setIndex(index).setConfigurationEntry(all).build();
    }
}

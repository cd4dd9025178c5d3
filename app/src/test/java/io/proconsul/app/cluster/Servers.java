package io.proconsul.app.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Three servers on a LAN, reached from the host. */
public final class Servers implements AutoCloseable {
    private static final String NETWORK = "172.17.0.1";
    private static final int COUNT = 3;

    private final Lan lan;
    private final List<Agent> all = new ArrayList<>();

    /**
     * Prepares s1, s2 and s3.
     *
     * @param moreFlags of {@code agent}, for each of them
     */
    public Servers(Lan lan, Executable executable, Path folder, List<String> moreFlags) {
        this.lan = lan;
        for (int number = 1; number <= COUNT; number++) {
            String name = "s" + number;
            String address = NETWORK + number;
            List<String> flags =
                    new ArrayList<>(
                            List.of("-server", "-bootstrap-expect", Integer.toString(COUNT)));
            flags.addAll(List.of("-node", name, "-bind", address, "-client", "0.0.0.0"));
            flags.addAll(List.of("-hcl", "limits { http_max_conns_per_client = 1000 }"));
            flags.addAll(joining());
            flags.addAll(moreFlags);
            all.add(new Agent(name, executable, lan.join(name, address), address, folder, flags));
        }
    }

    /** The flags with which an agent finds the servers. */
    public static List<String> joining() {
        List<String> flags = new ArrayList<>(List.of("-retry-interval", "1s"));
        for (int number = 1; number <= COUNT; number++) {
            flags.addAll(List.of("-retry-join", NETWORK + number));
        }
        return flags;
    }

    public List<Agent> all() {
        return List.copyOf(all);
    }

    public Lan lan() {
        return lan;
    }

    /** Starts those that do not run and waits until each of them takes writes. */
    public void start(Duration limit) throws IOException {
        for (Agent server : all) {
            if (!server.isAlive()) {
                server.start();
            }
        }
        awaitWrites(limit);
    }

    /** Waits until every server takes a write, one that leaves nothing behind. */
    public void awaitWrites(Duration limit) {
        for (Agent server : all) {
            Await.until(
                    "a write at " + server.name(),
                    limit,
                    () ->
                            server.ask("DELETE", "/v1/kv/ready", "", Duration.ofSeconds(5))
                                    .body()
                                    .strip()
                                    .equals("true"));
        }
    }

    /** The server that the others hold for the leader, when they know one. */
    public Optional<Agent> leader() throws IOException {
        for (Agent asked : all) {
            String leader = asked.isAlive() ? View.leader(asked) : "";
            for (Agent server : all) {
                if (leader.equals(lan.address(server.name()) + ":8300")) {
                    return Optional.of(server);
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        all.forEach(Agent::close);
    }
}

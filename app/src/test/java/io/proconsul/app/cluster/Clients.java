package io.proconsul.app.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Client agents of {@link Servers}. */
final class Clients {
    /** The flags of a client beside the one that is asked; it runs jobs of {@code exec}. */
    static final List<String> SECOND =
            List.of("-node", "second", "-hcl", "disable_remote_exec = false");

    private static final Duration START = Duration.ofMinutes(1);

    private Clients() {}

    /** Starts one that joins the servers; called {@code c} with the end of its address. */
    static Agent start(
            Lan lan, Executable executable, String address, Path folder, List<String> moreFlags)
            throws IOException {
        String name = "c" + address.substring(address.lastIndexOf('.') + 1);
        List<String> flags = new ArrayList<>(List.of("-bind", address, "-client", "0.0.0.0"));
        flags.addAll(Servers.joining());
        flags.addAll(moreFlags);
        var client = new Agent(name, executable, lan.join(name, address), address, folder, flags);
        client.start();
        return client;
    }

    static void awaitInCatalog(Agent client, String address) {
        Await.until(
                client.name() + " in the catalog with its tagged addresses",
                START,
                () -> client.get("/v1/catalog/nodes").body().contains("\"lan\":\"" + address));
    }
}

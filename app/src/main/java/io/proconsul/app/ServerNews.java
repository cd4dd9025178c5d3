package io.proconsul.app;

import io.proconsul.gossip.serf.Member;
import io.proconsul.gossip.serf.PoolEvent;
import io.proconsul.rpc.servers.KnownServer;
import io.proconsul.rpc.servers.ServerBook;

import org.slf4j.Logger;

import java.util.Optional;

/**
 * Keeps the book of servers as a pool's events tell. On the pool's thread.
 *
 * @param log says who came and went, under the name of the part that calls them
 */
record ServerNews(ServerBook book, Logger log) {
    void heard(PoolEvent event) {
        switch (event) {
            case PoolEvent.Joined(Member member) -> came(member);
            case PoolEvent.Updated(Member member) -> came(member);
            case PoolEvent.Left(Member member) -> went(member);
            case PoolEvent.Failed(Member member) -> went(member);
            case PoolEvent.Reaped(Member member) -> went(member);
            case PoolEvent.UserEvent _, PoolEvent.Asked _, PoolEvent.NameLost _ -> {}
        }
    }

    private void came(Member member) {
        server(member)
                .ifPresent(server -> {
                    if (book.at(server.address()).isEmpty()) {
                        log.atInfo().addKeyValue("server", text(server)).log("adding server");
                    }
                    book.put(server);
                });
    }

    private void went(Member member) {
        server(member)
                .ifPresent(server -> {
                    log.atInfo().addKeyValue("server", text(server)).log("removing server");
                    book.remove(server.datacenter(), server.name());
                });
    }

    private static Optional<KnownServer> server(Member member) {
        return member.address().isUsable()
                ? KnownServer.of(
                        member.name(), member.address().toSocket().getAddress(), member.tags())
                : Optional.empty();
    }

    private static String text(KnownServer server) {
        return server.name()
                + " (Addr: tcp/"
                + Addresses.text(server.address())
                + ") (DC: "
                + server.datacenter()
                + ")";
    }
}

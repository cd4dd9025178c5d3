package io.proconsul.app.faults;

import io.proconsul.app.cluster.HttpWire;
import io.proconsul.app.cluster.HttpWire.Response;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * A client's connection to one server after the other: it stays with one that answers and goes to
 * the next on trouble.
 */
final class Connection implements AutoCloseable {
    private final List<InetSocketAddress> servers;
    private final Duration patience;
    private int current;
    private volatile @Nullable HttpWire wire;

    Connection(List<InetSocketAddress> servers, int first, Duration patience) {
        this.servers = servers;
        this.current = first;
        this.patience = patience;
    }

    /** Nothing was sent: no server is there to hear it. */
    static final class NotSent extends IOException {
        private static final long serialVersionUID = 1L;

        NotSent(IOException cause) {
            super(cause);
        }
    }

    /**
     * @throws NotSent when the request cannot have had an effect
     * @throws IOException when it may have had one
     */
    Response send(String method, String path, String body) throws IOException {
        HttpWire open = open();
        try {
            Response response = open.send(method, path, body);
            if (response.status() >= 500) {
                next();
            }
            return response;
        } catch (IOException broken) {
            next();
            throw broken;
        }
    }

    private HttpWire open() throws NotSent {
        HttpWire open = wire;
        if (open != null) {
            return open;
        }
        try {
            open = new HttpWire(servers.get(current), patience);
            wire = open;
            return open;
        } catch (IOException refused) {
            next();
            throw new NotSent(refused);
        }
    }

    private void next() {
        close();
        current = (current + 1) % servers.size();
    }

    /** May be called by another thread, to end a wait. */
    @Override
    public void close() {
        HttpWire open = wire;
        wire = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException alreadyBroken) {
                // it is gone, which is what was wanted
            }
        }
    }
}

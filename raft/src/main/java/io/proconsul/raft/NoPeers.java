package io.proconsul.raft;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** A link on which nobody answers and nobody calls. */
enum NoPeers implements PeerLink {
    INSTANCE;

    @Override
    public CompletableFuture<byte[]> call(String peerId, byte[] frame) {
        return CompletableFuture.failedFuture(
                new IOException(
                        "this server has no link to other servers, thus none to " + peerId));
    }

    @Override
    public void onCall(Handler handler) {}
}

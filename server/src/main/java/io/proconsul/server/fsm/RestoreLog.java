package io.proconsul.server.fsm;

import io.proconsul.rpc.RpcException;
import io.proconsul.state.Outcome;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Brings archives into the replicated log, piece by piece. Any thread that may block for it. */
public final class RestoreLog {
    private final CommandLog log;
    private final Supplier<String> ids;

    /**
     * @param ids names restores, each another
     */
    public RestoreLog(CommandLog log, Supplier<String> ids) {
        this.log = log;
        this.ids = ids;
    }

    /**
     * Replaces the state by the one in an archive. The archive is looked through before anything is
     * put into the log, so a bad one changes nothing.
     *
     * @return completes when the state here is the archive's; fails with the {@link RpcException}
     *     of a refusal or the engine's {@code ConsensusException}
     * @throws IOException when the archive is bad or breaks off, in the words that scripts know
     */
    public CompletableFuture<Outcome> restore(InputStream archive) throws IOException {
        List<byte[]> pieces = Pieces.of(archive);
        Restoring.read(Pieces.joined(pieces));
        String id = ids.get();
        CompletableFuture<Outcome> last = log.propose(RestoreStep.begin(id));
        for (int i = 0; i < pieces.size(); i++) {
            last = after(last, RestoreStep.piece(id, i, pieces.get(i)));
        }
        return after(last, RestoreStep.commit(id, pieces.size()));
    }

    /** One piece after the other, so that a restore never fills the engine's queue. */
    private CompletableFuture<Outcome> after(CompletableFuture<Outcome> before, RestoreStep step) {
        return before.thenCompose(done -> log.propose(step));
    }
}

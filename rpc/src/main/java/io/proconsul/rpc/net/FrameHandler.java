package io.proconsul.rpc.net;

import java.util.concurrent.CompletableFuture;

/** Answers the frames of Raft peers. Does not block; the future may complete on any thread. */
@FunctionalInterface
public interface FrameHandler {
    /**
     * A peer sent a frame.
     *
     * @param frame at most {@link Frames#BYTES_MAX} long, as must be the answer
     */
    CompletableFuture<byte[]> called(byte[] frame);
}

package io.proconsul.gossip.net;

/** Short work beside the owner and the event loops. */
final class Encoding {
    private static final Thread.Builder.OfVirtual THREADS =
            Thread.ofVirtual().name("gossip-stream-", 0);

    private Encoding() {}

    static void start(Runnable work) {
        THREADS.start(work);
    }
}

package io.proconsul.agent.check.output;

/** Where the output of a program goes, part by part, from one thread. */
@FunctionalInterface
public interface OutputSink {
    /**
     * Takes the first {@code count} bytes, which are the caller's again afterwards. May block, and
     * then whoever writes has to wait too.
     */
    void take(byte[] bytes, int count) throws InterruptedException;
}

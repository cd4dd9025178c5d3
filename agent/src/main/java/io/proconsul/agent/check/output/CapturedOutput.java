package io.proconsul.agent.check.output;

/** The end of a program's output, and a word about how much is missing. Any thread. */
public final class CapturedOutput implements OutputSink {
    /** Guarded by itself. */
    private final Tail tail;

    /**
     * @param keep the last bytes that are kept
     */
    public CapturedOutput(int keep) {
        tail = new Tail(keep);
    }

    @Override
    public void take(byte[] bytes, int count) {
        synchronized (tail) {
            tail.add(bytes, count);
        }
    }

    /** What was written so far, in 1.8.7's words where it was more than is kept. */
    public String text() {
        synchronized (tail) {
            String text = tail.text();
            return tail.total() > tail.kept()
                    ? "Captured %d of %d bytes\n...\n%s".formatted(tail.kept(), tail.total(), text)
                    : text;
        }
    }
}

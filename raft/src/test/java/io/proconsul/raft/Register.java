package io.proconsul.raft;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A state machine that remembers every command in the order in which it came, and answers with that
 * order and the command. Checks what it is promised: one thread at a time, indexes that grow.
 */
public final class Register implements Fsm {
    private final List<String> commands = new ArrayList<>();
    private long lastIndex = -1;
    private int largestBatch;
    private volatile int installs;
    private volatile CountDownLatch writingAllowed = new CountDownLatch(0);
    private volatile CountDownLatch applyingAllowed = new CountDownLatch(0);
    private volatile boolean failing;

    /** What a command is answered with. */
    public record Outcome(int order, String command) {}

    /** A command of that text. */
    public static byte[] command(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public List<Object> apply(long index, long term, List<byte[]> batch) {
        try {
            await(applyingAllowed);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
        return applied(index, batch);
    }

    private synchronized List<Object> applied(long index, List<byte[]> batch) {
        if (failing) {
            throw new IllegalStateException("the register is broken");
        }
        if (index <= lastIndex) {
            throw new AssertionError("entry %d after entry %d".formatted(index, lastIndex));
        }
        lastIndex = index;
        largestBatch = Math.max(largestBatch, batch.size());
        List<Object> outcomes = new ArrayList<>();
        for (byte[] bytes : batch) {
            String command = new String(bytes, StandardCharsets.UTF_8);
            outcomes.add(new Outcome(commands.size(), command));
            commands.add(command);
        }
        notifyAll();
        return outcomes;
    }

    @Override
    public synchronized void clear() {
        commands.clear();
        lastIndex = -1;
    }

    @Override
    public synchronized Capture capture() {
        List<String> now = List.copyOf(commands);
        long index = lastIndex;
        CountDownLatch allowed = writingAllowed;
        return out -> {
            await(allowed);
            DataOutputStream data = new DataOutputStream(out);
            data.writeLong(index);
            data.writeInt(now.size());
            for (String command : now) {
                byte[] bytes = command.getBytes(StandardCharsets.UTF_8);
                data.writeInt(bytes.length);
                data.write(bytes);
            }
            data.flush();
        };
    }

    private static void await(CountDownLatch allowed) throws IOException {
        try {
            if (!allowed.await(30, TimeUnit.SECONDS)) {
                throw new IOException("the test never allowed it to go on");
            }
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
    }

    @Override
    public synchronized void install(InputStream captured) throws IOException {
        DataInputStream data = new DataInputStream(captured);
        commands.clear();
        lastIndex = data.readLong();
        int count = data.readInt();
        for (int i = 0; i < count; i++) {
            commands.add(new String(data.readNBytes(data.readInt()), StandardCharsets.UTF_8));
        }
        installs++;
        notifyAll();
    }

    /** Waits until that command has been applied, or came with a snapshot. */
    public synchronized void await(String command) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Observer.PATIENCE_SECONDS);
        while (!commands.contains(command)) {
            long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (millis <= 0) {
                throw new TimeoutException(
                        "%s was not applied; there are %d commands"
                                .formatted(command, commands.size()));
            }
            wait(millis);
        }
    }

    /** Snapshots wait with their writing until the latch that this returns is counted down. */
    public CountDownLatch holdSnapshots() {
        CountDownLatch hold = new CountDownLatch(1);
        writingAllowed = hold;
        return hold;
    }

    /** Commands wait to be applied until the latch that this returns is counted down. */
    public CountDownLatch holdCommands() {
        CountDownLatch hold = new CountDownLatch(1);
        applyingAllowed = hold;
        return hold;
    }

    /** From now on no command can be applied. */
    public void breakDown() {
        failing = true;
    }

    public synchronized List<String> commands() {
        return List.copyOf(commands);
    }

    /** The most commands that came in one entry. */
    public synchronized int largestBatch() {
        return largestBatch;
    }

    /** How often the whole state was replaced. */
    public int installs() {
        return installs;
    }
}
